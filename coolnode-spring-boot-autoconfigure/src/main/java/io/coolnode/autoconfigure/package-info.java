/**
 * Auto-configuration.
 */
@NullMarked
package io.coolnode.autoconfigure;

import org.jspecify.annotations.NullMarked;
