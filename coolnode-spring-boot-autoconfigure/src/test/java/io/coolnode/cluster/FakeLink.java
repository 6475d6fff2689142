package io.coolnode.cluster;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.coolnode.channel.Control;
import io.coolnode.channel.Envelope;
import io.coolnode.channel.Link;

/**
 * A connection that keeps what is sent over it.
 */
final class FakeLink implements Link {

	private final long workerId;

	private final List<Control> sent = new CopyOnWriteArrayList<>();

	private volatile boolean closed;

	FakeLink(long workerId) {
		this.workerId = workerId;
	}

	@Override
	public long workerId() {
		return this.workerId;
	}

	@Override
	public void send(Control control) {
		if (!this.closed) {
			this.sent.add(control);
		}
	}

	List<Control> sent() {
		return List.copyOf(this.sent);
	}

	List<String> sentNames() {
		return this.sent.stream().map(Control::name).toList();
	}

	/**
	 * Return whether the worker was told that it answers to its code, and not yet that it
	 * does no longer.
	 */
	boolean isAttached() {
		return !this.closed && sentNames().lastIndexOf("coolnode.ready") > sentNames().lastIndexOf("coolnode.detached");
	}

	@Override
	public boolean write(Envelope envelope) {
		return true;
	}

	@Override
	public void flush() {
	}

	@Override
	public void flushSoon() {
	}

	@Override
	public void close() {
		this.closed = true;
	}

	boolean isClosed() {
		return this.closed;
	}

}
