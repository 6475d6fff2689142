package io.coolnode.channel;

/**
 * What has passed through the channel of a process so far, and what waits.
 *
 * @param sent messages of the application that this process has sent, answers left out; a
 * message to all counts once
 * @param received messages of the application that came to this process, answers left out
 * @param heldBytes the bytes of what waits, for a receiver or for its handlers
 */
public record ChannelCounts(long sent, long received, long heldBytes) {

}
