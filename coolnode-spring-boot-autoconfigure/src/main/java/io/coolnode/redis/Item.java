package io.coolnode.redis;

import io.coolnode.channel.Control;
import io.coolnode.channel.Envelope;

/**
 * What travels in a record: a message, or a word between masters.
 */
sealed interface Item {

	/**
	 * A message of the channel.
	 *
	 * @param envelope the message
	 */
	record Message(Envelope envelope) implements Item {

	}

	/**
	 * A word between masters.
	 *
	 * @param control the word
	 */
	record Word(Control control) implements Item {

	}

}
