/**
 * Messages from one worker to another and back, which several measures send.
 */
@NullMarked
package io.coolnode.benchmarks.messages;

import org.jspecify.annotations.NullMarked;
