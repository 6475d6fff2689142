package io.coolnode.session;

import java.util.List;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.SmartInitializingSingleton;

import io.coolnode.Channel;

/**
 * Warns at the start of state that each process has for itself. The first worker speaks
 * for all, since all have the same beans.
 */
public final class ProcessLocalStateWarnings implements SmartInitializingSingleton {

	private static final Log logger = LogFactory.getLog(ProcessLocalStateWarnings.class);

	private static final long FIRST = 1;

	private final List<ProcessLocalState> states;

	private final Channel channel;

	/**
	 * Create the warnings.
	 * @param states what to look at
	 * @param channel tells which worker this is
	 */
	public ProcessLocalStateWarnings(List<ProcessLocalState> states, Channel channel) {
		this.states = List.copyOf(states);
		this.channel = channel;
	}

	@Override
	public void afterSingletonsInstantiated() {
		if (this.channel.id() == FIRST) {
			this.states.forEach((state) -> state.find().forEach(logger::warn));
		}
	}

}
