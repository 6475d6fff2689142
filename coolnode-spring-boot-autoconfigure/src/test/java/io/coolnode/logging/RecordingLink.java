package io.coolnode.logging;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.coolnode.channel.Control;
import io.coolnode.channel.Envelope;
import io.coolnode.channel.Link;

/**
 * A connection that keeps the control words that are sent over it.
 */
final class RecordingLink implements Link {

	private final long workerId;

	private final List<Control> sent = new CopyOnWriteArrayList<>();

	RecordingLink(long workerId) {
		this.workerId = workerId;
	}

	List<Control> sent() {
		return this.sent;
	}

	@Override
	public long workerId() {
		return this.workerId;
	}

	@Override
	public void send(Control control) {
		this.sent.add(control);
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
	}

}
