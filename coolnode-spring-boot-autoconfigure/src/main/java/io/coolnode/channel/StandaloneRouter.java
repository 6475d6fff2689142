package io.coolnode.channel;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Gives all messages of a process without a cluster to itself.
 */
final class StandaloneRouter implements Router {

	private static final String SELF = "A";

	private final ChannelSettings settings;

	private final Gates gates = new Gates();

	// volatile: set once, before the first message
	private volatile @Nullable Inbound local;

	StandaloneRouter(ChannelSettings settings) {
		this.settings = settings;
	}

	void local(Inbound inbound) {
		this.local = inbound;
	}

	@Override
	public void send(Envelope envelope, String receiver) {
		Inbound inbound = this.local;
		Assert.state(inbound != null, "The channel is not complete");
		if (!envelope.kind().isAboutRequest()) {
			this.gates.await(SELF, SELF, this.settings.sendTimeout());
		}
		inbound.deliver(envelope);
	}

	@Override
	public void forget(long sequence) {
	}

	@Override
	public long held() {
		return 0;
	}

	@Override
	public void handled(long sender, int count) {
	}

	@Override
	public void behind(boolean behind) {
		this.gates.pace(SELF, behind);
	}

	@Override
	public void congested(boolean congested) {
		this.gates.set(SELF, !congested);
	}

}
