package io.coolnode;

/**
 * The process that sent a message.
 *
 * @param code the code it had when it sent the message, or {@code "master"}
 * @param id the worker id, or 0 for a master and a standalone process
 * @param pid the process id given by the operating system
 */
public record Sender(String code, long id, long pid) {

}
