/**
 * The chat, whose people are connected to different workers.
 */
@NullMarked
package io.coolnode.sample.chat;

import org.jspecify.annotations.NullMarked;
