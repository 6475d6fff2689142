package io.coolnode.cluster;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.jspecify.annotations.Nullable;

import io.coolnode.channel.Control;
import io.coolnode.channel.Link;
import io.coolnode.channel.Mailbox;

/**
 * A connection that keeps what is sent over it.
 */
final class FakeLink implements Link {

	private final long workerId;

	private final List<Control> sent = new CopyOnWriteArrayList<>();

	private volatile @Nullable Mailbox mailbox;

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

	@Override
	public void attach(Mailbox mailbox) {
		this.mailbox = mailbox;
	}

	@Override
	public void detach() {
		this.mailbox = null;
	}

	boolean isAttached() {
		return this.mailbox != null;
	}

	@Override
	public void hold(boolean hold) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void close() {
		this.closed = true;
	}

	boolean isClosed() {
		return this.closed;
	}

}
