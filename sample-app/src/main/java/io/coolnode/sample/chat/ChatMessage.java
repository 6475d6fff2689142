package io.coolnode.sample.chat;

import java.time.Instant;

/**
 * What somebody has said.
 *
 * @param name the name of who has said it
 * @param text what was said
 * @param worker the code of the worker to which that one was connected
 * @param at when
 */
record ChatMessage(String name, String text, String worker, Instant at) {

}
