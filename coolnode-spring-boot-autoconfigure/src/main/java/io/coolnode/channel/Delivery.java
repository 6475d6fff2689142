package io.coolnode.channel;

/**
 * How often a message of the application is delivered to a place whose process dies.
 */
public enum Delivery {

	/**
	 * What a process has received and not handled is lost with it.
	 */
	AT_MOST_ONCE,

	/**
	 * What a process has received and not handled is delivered again to its replacement.
	 */
	AT_LEAST_ONCE

}
