package io.coolnode;

/**
 * What the future of a {@link Channel#request request} fails with when no answer comes.
 */
public class RequestFailedException extends ChannelException {

	private final String target;

	private final String event;

	private final Reason reason;

	public RequestFailedException(String target, String event, Reason reason, String detail) {
		super("The request '" + event + "' to '" + target + "' failed: " + detail);
		this.target = target;
		this.event = event;
		this.reason = reason;
	}

	/**
	 * Return the target as it was given.
	 * @return the target
	 */
	public String getTarget() {
		return this.target;
	}

	/**
	 * Return the name of the event.
	 * @return the name
	 */
	public String getEvent() {
		return this.event;
	}

	/**
	 * Return why no answer comes.
	 * @return the reason
	 */
	public Reason getReason() {
		return this.reason;
	}

	/**
	 * Why no answer comes.
	 */
	public enum Reason {

		/**
		 * None came within {@code cool.channel.request-timeout}.
		 */
		TIMEOUT,

		/**
		 * The target has ended, or there is none any more.
		 */
		TARGET_GONE,

		/**
		 * The target has no handler for the event.
		 */
		NO_HANDLER,

		/**
		 * The target's handler threw an exception.
		 */
		HANDLER_FAILED,

		/**
		 * This process closes its channel.
		 */
		CLOSED

	}

}
