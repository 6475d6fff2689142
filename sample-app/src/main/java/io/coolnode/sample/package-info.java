/**
 * The sample application.
 */
@NullMarked
package io.coolnode.sample;

import org.jspecify.annotations.NullMarked;
