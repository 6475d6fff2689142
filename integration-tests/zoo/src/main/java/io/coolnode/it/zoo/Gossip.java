package io.coolnode.it.zoo;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.web.servlet.HandlerMapping;

import io.coolnode.Channel;

/**
 * Uses the channel, and so lives in the master, without what it can do without.
 */
@Service
class Gossip {

	Gossip(Channel channel, ObjectProvider<AnimalRepository> animals, Diary diary) {
		channel.on("gossip", (message) -> diary.note("gossip " + channel.code() + " " + message.get(0, String.class)));
	}

	/**
	 * Uses the channel, but needs what only a web application has.
	 */
	@Service
	static class Guide {

		private final HandlerMapping paths;

		private final Channel channel;

		Guide(HandlerMapping requestMappingHandlerMapping, Channel channel) {
			this.paths = requestMappingHandlerMapping;
			this.channel = channel;
		}

		boolean knowsPaths() {
			return !this.channel.isMaster() && this.paths.usesPathPatterns();
		}

	}

}
