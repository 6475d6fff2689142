package io.coolnode.websocket;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * What waits for one member of rooms: its messages are sent one after another, and a slow
 * client holds up nobody but itself.
 */
final class Outbox {

	private static final Log logger = LogFactory.getLog(Outbox.class);

	private final RoomMember member;

	private final Executor executor;

	private final int capacity;

	private final Consumer<RoomMember> failed;

	private final Object monitor = new Object();

	// guarded by monitor
	private final Queue<RoomMessage> messages = new ArrayDeque<>();

	// guarded by monitor
	private int bytes;

	// guarded by monitor
	private State state = State.IDLE;

	/**
	 * Create an outbox.
	 * @param member whose it is
	 * @param executor what sends
	 * @param capacity how many bytes may wait
	 * @param failed is told if the member does not take its messages; on any thread
	 */
	Outbox(RoomMember member, Executor executor, int capacity, Consumer<RoomMember> failed) {
		this.member = member;
		this.executor = executor;
		this.capacity = capacity;
		this.failed = failed;
	}

	/**
	 * Send a message when those before it have been sent.
	 * @param message the message
	 */
	void add(RoomMessage message) {
		boolean start;
		synchronized (this.monitor) {
			if (this.state == State.CLOSED) {
				return;
			}
			if (!this.messages.isEmpty() && this.bytes + message.bytes().length > this.capacity) {
				fail("more than " + this.capacity + " bytes wait for it", null);
				return;
			}
			this.messages.add(message);
			this.bytes += message.bytes().length;
			start = this.state == State.IDLE;
			this.state = State.SENDING;
		}
		if (start) {
			this.executor.execute(this::send);
		}
	}

	private void send() {
		RoomMessage message = next();
		while (message != null) {
			try {
				this.member.send(message);
				message = next();
			}
			catch (IOException | RuntimeException ex) {
				fail("a message could not be sent", ex);
				return;
			}
		}
	}

	private @Nullable RoomMessage next() {
		synchronized (this.monitor) {
			RoomMessage message = (this.state == State.SENDING) ? this.messages.poll() : null;
			if (message != null) {
				this.bytes -= message.bytes().length;
			}
			else if (this.state == State.SENDING) {
				this.state = State.IDLE;
			}
			return message;
		}
	}

	private void fail(String reason, @Nullable Exception cause) {
		logger.debug(this.member + " leaves its rooms: " + reason, cause);
		close();
		this.executor.execute(() -> this.failed.accept(this.member));
	}

	/**
	 * Send no more.
	 */
	void close() {
		synchronized (this.monitor) {
			this.state = State.CLOSED;
			this.messages.clear();
			this.bytes = 0;
		}
	}

	/**
	 * What an outbox is doing.
	 */
	private enum State {

		IDLE, SENDING, CLOSED

	}

}
