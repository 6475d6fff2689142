package io.coolnode.channel;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

import io.coolnode.Sender;

/**
 * Hands on all messages of the cluster, in the master, and waits for nobody. Each place
 * has a mailbox, which holds the messages for its code while no process answers to it or
 * takes them. When a mailbox fills, all senders are told to send no more to that place;
 * so one that does not take its messages costs the others nothing.
 */
public final class MasterRouter implements Router {

	static final String PAUSE = "coolnode.pause";

	static final String RESUME = "coolnode.resume";

	static final String READY = "coolnode.ready";

	static final String DETACHED = "coolnode.detached";

	static final String FORGET = "coolnode.forget";

	static final String BEHIND = "coolnode.behind";

	static final String CAUGHT_UP = "coolnode.caught-up";

	static final String HANDLED = "coolnode.handled";

	private static final String NO_SUCH_PLACE = "there is no such place any more";

	/**
	 * What a worker calls itself when its own inbox is full.
	 */
	static final String INBOX = "inbox";

	private static final Log logger = LogFactory.getLog(MasterRouter.class);

	private static final Sender self = new Sender(Target.MASTER, 0, ProcessHandle.current().pid());

	private final ChannelSettings settings;

	private final Map<String, Mailbox> places = new ConcurrentHashMap<>();

	private final Map<Long, Peer> peers = new ConcurrentHashMap<>();

	private final Gates gates = new Gates();

	private final Pauses pauses = new Pauses();

	private final Nodes nodes;

	// volatile: set once, before the first message
	private volatile @Nullable Inbound local;

	/**
	 * Create a router.
	 * @param settings the limits
	 */
	public MasterRouter(ChannelSettings settings) {
		this.settings = settings;
		this.nodes = new Nodes(this, mailbox(Target.REMOTE, Delivery.AT_MOST_ONCE));
	}

	/**
	 * Return the other machines.
	 * @return the same object at each call
	 */
	public Nodes nodes() {
		return this.nodes;
	}

	void local(Inbound inbound) {
		this.local = inbound;
	}

	private Inbound local() {
		Inbound inbound = this.local;
		Assert.state(inbound != null, "The master's own channel is missing");
		return inbound;
	}

	/**
	 * Hold messages for a place from now on.
	 * @param code the code of the place
	 */
	public void open(String code) {
		this.places.computeIfAbsent(code, (receiver) -> mailbox(receiver, this.settings.delivery()));
	}

	private Mailbox mailbox(String receiver, Delivery delivery) {
		return new Mailbox(receiver, this.settings.bufferSize(), (congested) -> congested(receiver, congested),
				delivery);
	}

	/**
	 * Hold messages for a place no longer, since it gets no other process.
	 * @param code the code of the place
	 */
	public void close(String code) {
		Mailbox mailbox = this.places.remove(code);
		if (mailbox != null) {
			mailbox.close().forEach((envelope) -> refuse(envelope, NO_SUCH_PLACE));
			flush();
		}
	}

	/**
	 * Let a process answer to the code of its place: it is told that the cluster is
	 * ready, and then gets what was held and what is sent from now on. Has no effect if
	 * its connection has ended.
	 * @param code the code of the place
	 * @param link the connection to the process
	 */
	public void admit(String code, Link link) {
		Mailbox mailbox = this.places.get(code);
		Assert.state(mailbox != null, () -> "Place " + code + " is not open");
		Peer peer = this.peers.get(link.workerId());
		if (peer != null) {
			link.send(Control.of(READY));
			peer.admit(mailbox);
			flush();
		}
	}

	/**
	 * Let a process answer to its code no longer, and tell it that no other message for
	 * the code will come. Has no effect if it does not answer to it.
	 * @param code the code of the place
	 * @param link the connection to the process
	 */
	public void release(String code, Link link) {
		Mailbox mailbox = this.places.get(code);
		Peer peer = this.peers.get(link.workerId());
		if (mailbox != null && peer != null) {
			mailbox.detach(peer);
		}
		link.send(Control.of(DETACHED));
	}

	/**
	 * Take notice of a worker that may send from now on.
	 * @param link the connection to it
	 */
	public void connected(Link link) {
		String process = Target.process(link.workerId());
		this.peers.put(link.workerId(), new Peer(link, mailbox(process, Delivery.AT_MOST_ONCE),
				mailbox(process, Delivery.AT_MOST_ONCE), this::refuse));
		this.pauses.connected(link);
	}

	/**
	 * Take notice of a worker that is gone.
	 * @param link the connection to it
	 */
	public void disconnected(Link link) {
		this.pauses.disconnected(link);
		Peer peer = this.peers.remove(link.workerId());
		if (peer == null) {
			return;
		}
		Mailbox place = peer.place();
		if (place != null) {
			place.ended(peer).forEach((envelope) -> refuse(envelope, NO_SUCH_PLACE));
		}
		String process = Target.process(link.workerId());
		forgetIf((request) -> request.requester().equals(process));
		RequestFailure failure = RequestFailure.gone("worker " + link.workerId() + " ended before it answered");
		peer.end().forEach((request) -> fail(request, "", failure));
		flush();
	}

	/**
	 * Do what a worker's control word says, if it is one about messages.
	 * @param link the connection it came by
	 * @param control the word
	 * @return whether it was
	 */
	public boolean onControl(Link link, Control control) {
		switch (control.name()) {
			case PAUSE, RESUME -> hold(link, control.name().equals(PAUSE));
			case BEHIND, CAUGHT_UP -> pace(link, control.name().equals(BEHIND));
			case HANDLED ->
				handled(link, Long.parseLong(control.values().get(0)), Integer.parseInt(control.values().get(1)));
			case FORGET ->
				forget(new RequestKey(Target.process(link.workerId()), Long.parseLong(control.values().get(0))));
			default -> {
				return false;
			}
		}
		return true;
	}

	private void handled(Link link, long sender, int count) {
		Peer peer = this.peers.get(link.workerId());
		Mailbox place = (peer != null) ? peer.place() : null;
		if (peer != null && place != null) {
			place.acknowledge(peer, sender, count);
		}
	}

	private void pace(Link link, boolean behind) {
		Peer peer = this.peers.get(link.workerId());
		Mailbox place = (peer != null) ? peer.place() : null;
		if (place != null) {
			pace(place.receiver(), behind);
		}
	}

	private void pace(String receiver, boolean behind) {
		this.gates.pace(receiver, behind);
		this.pauses.pace(receiver, behind);
	}

	private void hold(Link link, boolean hold) {
		Peer peer = this.peers.get(link.workerId());
		if (peer != null) {
			Mailbox place = peer.place();
			if (place != null) {
				place.hold(peer, hold);
			}
			peer.direct().hold(peer, hold);
			flush();
		}
	}

	@Override
	public void forget(long sequence) {
		forget(new RequestKey(Target.MASTER, sequence));
	}

	void forget(RequestKey request) {
		this.peers.values().forEach((peer) -> peer.forget(request));
		this.nodes.forget(request);
	}

	void forgetIf(Predicate<RequestKey> condition) {
		this.peers.values().forEach((peer) -> peer.forgetIf(condition));
		this.nodes.forgetIf(condition);
	}

	/**
	 * Give to a worker what waits for it, since it takes it now.
	 * @param link the connection to it
	 */
	public void writable(Link link) {
		Peer peer = this.peers.get(link.workerId());
		if (peer != null) {
			peer.answers().pump();
			peer.direct().pump();
			Mailbox place = peer.place();
			if (place != null) {
				place.pump(peer);
			}
			link.flush();
		}
	}

	/**
	 * Hand on a message of a worker. It is sent with the next {@link #flush()}, or
	 * earlier.
	 * @param envelope the message
	 */
	public void route(Envelope envelope) {
		if (envelope.kind().isAboutRequest()) {
			noteAnswer(envelope);
		}
		String target = envelope.target();
		if (Target.isRemote(target)) {
			this.nodes.send(envelope);
		}
		else {
			deliver(envelope);
			if (target.equals(Target.ALL)) {
				this.nodes.broadcast(envelope);
			}
		}
	}

	/**
	 * Hand on a message to those of this machine.
	 * @param envelope the message
	 */
	void deliver(Envelope envelope) {
		String target = envelope.target();
		if (target.equals(Target.ALL) || target.equals(Target.LOCAL)) {
			this.places.values().forEach((mailbox) -> mailbox.add(envelope));
		}
		else if (target.equals(Target.MASTER)) {
			local().deliver(envelope);
		}
		else {
			Long process = Target.processId(target);
			boolean taken = (process != null) ? addForProcess(envelope, process) : addForPlace(envelope, target);
			if (!taken) {
				refuse(envelope, (process != null) ? Peer.ENDED : "there is no such place");
			}
		}
	}

	private boolean addForPlace(Envelope envelope, String code) {
		Mailbox mailbox = this.places.get(code);
		return mailbox != null && mailbox.add(envelope);
	}

	private boolean addForProcess(Envelope envelope, long workerId) {
		Peer peer = this.peers.get(workerId);
		if (peer == null) {
			return false;
		}
		if (envelope.kind().isAboutRequest()) {
			return peer.answers().add(envelope);
		}
		Mailbox place = peer.place();
		return (place != null && place.addIfAttached(envelope, peer)) || peer.direct().add(envelope);
	}

	private void noteAnswer(Envelope answer) {
		Peer answering = this.peers.get(answer.senderId());
		if (answering != null) {
			answering.forget(RequestKey.answeredBy(answer));
		}
	}

	void refuse(Envelope envelope, String reason) {
		if (envelope.kind() == Envelope.Kind.REQUEST) {
			fail(RequestKey.of(envelope), envelope.event(), RequestFailure.gone(reason));
		}
		else if (envelope.isInternal()) {
			// what its successor needs to know it is told anew
			logger.debug("The message " + envelope + " is lost: " + reason);
		}
		else {
			logger.warn("The message " + envelope + " is lost: " + reason);
		}
	}

	void fail(RequestKey request, String event, RequestFailure failure) {
		String requester = request.requester();
		Long process = Target.processId(requester);
		if (process == null || this.peers.containsKey(process)) {
			route(Envelope.of(Envelope.Kind.FAILURE, self, 0, request.sequence(), requester, event,
					failure.encode(DataCodec.INTERNAL)));
		}
	}

	/**
	 * Send at once what was handed on.
	 */
	public void flush() {
		this.peers.values().forEach(Peer::flush);
	}

	@Override
	public void send(Envelope envelope, String receiver) {
		this.gates.await(envelope.target(), receiver, this.settings.sendTimeout());
		route(envelope);
		this.peers.values().forEach(Peer::flushSoon);
	}

	@Override
	public long held() {
		long places = this.places.values().stream().mapToLong(Mailbox::bytes).sum();
		return places + this.peers.values().stream().mapToLong(Peer::bytes).sum() + this.nodes.held();
	}

	@Override
	public void handled(long sender, int count) {
	}

	@Override
	public void behind(boolean behind) {
		pace(Target.MASTER, behind);
	}

	@Override
	public void congested(boolean congested) {
		congested(Target.MASTER, congested);
	}

	private void congested(String receiver, boolean congested) {
		setGate(receiver, !congested);
		this.nodes.congested(receiver, congested);
	}

	void setGate(String receiver, boolean open) {
		this.gates.set(receiver, open);
		this.pauses.set(receiver, !open);
	}

}
