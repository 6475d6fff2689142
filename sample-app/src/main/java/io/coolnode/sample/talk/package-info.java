/**
 * Two talks between the processes.
 */
@NullMarked
package io.coolnode.sample.talk;

import org.jspecify.annotations.NullMarked;
