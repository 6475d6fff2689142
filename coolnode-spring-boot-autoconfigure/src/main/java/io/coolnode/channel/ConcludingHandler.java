package io.coolnode.channel;

import io.coolnode.ChannelMessageHandler;

/**
 * A handler that answers nobody: a request counts as answered, with nothing, when it has
 * returned and no other handler has answered.
 */
@FunctionalInterface
public interface ConcludingHandler extends ChannelMessageHandler {

}
