package io.coolnode.channel;

import java.util.List;

/**
 * Sends all messages of a worker to the master, which hands them on.
 */
final class WorkerRouter implements Router {

	/**
	 * How much may wait in a worker. It is little, since the master takes all that comes
	 * whatever becomes of it: what waits for a slow receiver waits there.
	 */
	private static final long MAX_WAITING = 1024 * 1024;

	private final ChannelSettings settings;

	private final Link link;

	private final Mailbox outgoing;

	private final Gates gates = new Gates();

	WorkerRouter(ChannelSettings settings, Link link) {
		this.settings = settings;
		this.link = link;
		this.outgoing = new Mailbox(Target.MASTER, Math.min(settings.bufferSize(), MAX_WAITING), (congested) -> {
		}, Delivery.AT_MOST_ONCE);
		this.outgoing.attach(link::write);
	}

	@Override
	public void send(Envelope envelope, String receiver) {
		this.gates.await(envelope.target(), receiver, this.settings.sendTimeout());
		this.outgoing.put(envelope, this.settings.sendTimeout());
		this.link.flushSoon();
	}

	@Override
	public void forget(long sequence) {
		this.link.send(Control.of(MasterRouter.FORGET, Long.toString(sequence)));
	}

	@Override
	public void handled(long sender, int count) {
		if (this.settings.delivery() == Delivery.AT_LEAST_ONCE) {
			this.link.send(Control.of(MasterRouter.HANDLED, Long.toString(sender), Integer.toString(count)));
		}
	}

	@Override
	public void behind(boolean behind) {
		this.link.send(Control.of(behind ? MasterRouter.BEHIND : MasterRouter.CAUGHT_UP, MasterRouter.INBOX));
	}

	@Override
	public void congested(boolean congested) {
		this.link.send(Control.of(congested ? MasterRouter.PAUSE : MasterRouter.RESUME, MasterRouter.INBOX));
	}

	@Override
	public long held() {
		return this.outgoing.bytes();
	}

	void onWritable() {
		this.outgoing.pump();
		this.link.flush();
	}

	void setPace(List<String> receivers, boolean behind) {
		receivers.forEach((receiver) -> this.gates.pace(receiver, behind));
	}

	void setGates(List<String> receivers, boolean open) {
		receivers.forEach((receiver) -> this.gates.set(receiver, open));
	}

}
