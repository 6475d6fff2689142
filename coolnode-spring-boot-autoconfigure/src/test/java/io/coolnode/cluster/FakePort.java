package io.coolnode.cluster;

import java.io.IOException;
import java.net.BindException;

/**
 * A shared port without a socket.
 */
final class FakePort implements SharedPort {

	static final int PORT = 8080;

	private boolean taken;

	private boolean listening;

	private boolean queueing = true;

	private boolean pending;

	private boolean closed;

	@Override
	public int port() {
		return PORT;
	}

	void takeByAnother() {
		this.taken = true;
	}

	@Override
	public void listen() throws IOException {
		if (this.taken) {
			throw new BindException("Address already in use");
		}
		this.listening = true;
	}

	boolean isListening() {
		return this.listening;
	}

	@Override
	public void stopQueueing() {
		this.queueing = false;
	}

	boolean isQueueing() {
		return this.queueing;
	}

	void pending(boolean pending) {
		this.pending = pending;
	}

	@Override
	public boolean hasPending() {
		return this.pending;
	}

	@Override
	public void close() {
		this.closed = true;
	}

	boolean isClosed() {
		return this.closed;
	}

}
