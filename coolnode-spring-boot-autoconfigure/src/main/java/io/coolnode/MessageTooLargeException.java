package io.coolnode;

/**
 * Thrown when a message exceeds {@code cool.channel.max-message-size}.
 */
public class MessageTooLargeException extends ChannelException {

	private final String event;

	private final long size;

	private final long limit;

	public MessageTooLargeException(String event, long size, long limit) {
		super("The message '" + event + "' has " + size + " bytes, more than cool.channel.max-message-size allows ("
				+ limit + " bytes)");
		this.event = event;
		this.size = size;
		this.limit = limit;
	}

	/**
	 * Return the name of the event.
	 * @return the name
	 */
	public String getEvent() {
		return this.event;
	}

	/**
	 * Return the size of the encoded message.
	 * @return the size in bytes
	 */
	public long getSize() {
		return this.size;
	}

	/**
	 * Return the limit that it exceeds.
	 * @return the limit in bytes
	 */
	public long getLimit() {
		return this.limit;
	}

}
