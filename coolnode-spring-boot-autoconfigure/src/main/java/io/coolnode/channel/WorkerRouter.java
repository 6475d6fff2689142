package io.coolnode.channel;

/**
 * Sends all messages of a worker to the master, which hands them on.
 */
final class WorkerRouter implements Router {

	/**
	 * What a worker calls itself when its own inbox is full.
	 */
	static final String INBOX = "inbox";

	private final ChannelSettings settings;

	private final Link link;

	private final Mailbox outgoing;

	private final Gates gates = new Gates();

	WorkerRouter(ChannelSettings settings, Link link) {
		this.settings = settings;
		this.link = link;
		this.outgoing = new Mailbox(Target.MASTER, settings.bufferSize(), (congested) -> {
		});
		link.attach(this.outgoing);
	}

	@Override
	public void send(Envelope envelope, String receiver) {
		this.gates.await(receiver, this.settings.sendTimeout());
		this.outgoing.put(envelope, this.settings.sendTimeout());
	}

	void congested(boolean congested) {
		this.link.send(Control.of(congested ? MasterRouter.PAUSE : MasterRouter.RESUME, INBOX));
	}

	void setGate(String receiver, boolean open) {
		this.gates.set(receiver, open);
	}

}
