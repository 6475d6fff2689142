package io.coolnode.channel;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * The other machines, as the router of a master sees them: what waits to be sent to them,
 * and the requests that they have not answered. May be used by any thread.
 */
public final class Nodes {

	private final MasterRouter router;

	private final Mailbox outgoing;

	private final Map<RequestKey, String> asked = new ConcurrentHashMap<>();

	private final Set<String> closed = ConcurrentHashMap.newKeySet();

	// volatile: set once, before there is another machine
	private volatile @Nullable Way way;

	Nodes(MasterRouter router, Mailbox outgoing) {
		this.router = router;
		this.outgoing = outgoing;
	}

	/**
	 * Send to other machines from now on. Called once.
	 * @param self the name of this machine
	 * @param transport carries the messages
	 */
	public void connect(String self, NodeTransport transport) {
		this.way = new Way(self, transport);
		this.outgoing.attach(this::write);
	}

	private boolean write(Envelope envelope) {
		Way current = this.way;
		if (current == null) {
			return false;
		}
		Envelope forwarded = envelope.forward(current.self());
		if (envelope.target().equals(Target.ALL)) {
			return current.transport().write(null, forwarded);
		}
		String node = Target.node(envelope.target());
		if (!current.transport().isThere(node)) {
			this.router.refuse(envelope, gone(node));
			return true;
		}
		return current.transport().write(node, forwarded);
	}

	void send(Envelope envelope) {
		String node = Target.node(envelope.target());
		Way current = this.way;
		if (current == null || !current.transport().isThere(node)) {
			this.router.refuse(envelope, gone(node));
			return;
		}
		if (envelope.kind() == Envelope.Kind.REQUEST) {
			this.asked.put(RequestKey.of(envelope), node);
		}
		this.outgoing.add(envelope);
	}

	void broadcast(Envelope envelope) {
		if (this.way != null) {
			this.outgoing.add(envelope);
		}
	}

	private static String gone(String node) {
		return "the machine '" + node + "' is not there";
	}

	/**
	 * Send what waits, since the transport takes it now.
	 */
	public void writable() {
		this.outgoing.pump();
	}

	/**
	 * Hand on a message from another machine to those of this one. It is sent with the
	 * next {@link #flush()}, or earlier. Does not wait.
	 * @param envelope the message
	 */
	public void receive(Envelope envelope) {
		if (envelope.kind().isAboutRequest()) {
			this.asked.remove(RequestKey.answeredBy(envelope));
		}
		this.router.deliver(envelope);
	}

	/**
	 * Send at once what was handed on.
	 */
	public void flush() {
		this.router.flush();
	}

	/**
	 * Take notice that nobody waits for the answer to a request of another machine any
	 * more.
	 * @param requester the address to which the answer would go
	 * @param sequence the sequence of the request
	 */
	public void forgotten(String requester, long sequence) {
		this.router.forget(new RequestKey(requester, sequence));
	}

	/**
	 * Take notice of what a machine can take no more.
	 * @param node the name of the machine
	 * @param receivers the receivers, as they are called on this machine; all others of
	 * that machine can take more
	 */
	public void congested(String node, Set<String> receivers) {
		for (String receiver : receivers) {
			if (Target.isRemote(receiver) && Target.node(receiver).equals(node) && this.closed.add(receiver)) {
				this.router.setGate(receiver, false);
			}
		}
		for (String receiver : Set.copyOf(this.closed)) {
			if (Target.node(receiver).equals(node) && !receivers.contains(receiver) && this.closed.remove(receiver)) {
				this.router.setGate(receiver, true);
			}
		}
	}

	/**
	 * Take notice that a machine is gone: requests to it fail, and nobody waits for it.
	 * @param node the name of the machine
	 */
	public void left(String node) {
		congested(node, Set.of());
		this.router.forgetIf(
				(request) -> Target.isRemote(request.requester()) && Target.node(request.requester()).equals(node));
		RequestFailure failure = RequestFailure.gone(gone(node));
		this.asked.forEach((request, target) -> {
			if (target.equals(node) && this.asked.remove(request, target)) {
				this.router.fail(request, "", failure);
			}
		});
		writable();
		flush();
	}

	void forget(RequestKey request) {
		Way current = this.way;
		String node = this.asked.remove(request);
		if (current != null && node != null) {
			current.transport().forget(node, Target.remote(current.self(), request.requester()), request.sequence());
		}
	}

	void forgetIf(Predicate<RequestKey> condition) {
		this.asked.keySet().stream().filter(condition).forEach(this::forget);
	}

	void congested(String receiver, boolean congested) {
		Way current = this.way;
		if (current != null && !receiver.equals(Target.REMOTE)) {
			current.transport().congested(Target.remote(current.self(), receiver), congested);
		}
	}

	long held() {
		return this.outgoing.bytes();
	}

	/**
	 * The way to the other machines.
	 *
	 * @param self the name of this machine
	 * @param transport what carries the messages
	 */
	private record Way(String self, NodeTransport transport) {

	}

}
