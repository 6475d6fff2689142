package io.coolnode.channel;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * A worker process at the other end of a connection, as its master sees it: what waits
 * for this very process and for no replacement of it, and the requests that it has taken
 * and not answered.
 */
final class Peer implements Mailbox.Outlet {

	static final String ENDED = "that process has ended";

	private final Link link;

	/**
	 * What it has asked for: it gets these at any time.
	 */
	private final Mailbox answers;

	/**
	 * Messages to it, while it does not answer to a code: it gets these once it was
	 * admitted.
	 */
	private final Mailbox direct;

	private final BiConsumer<Envelope, String> refusal;

	private final Set<RequestKey> taken = ConcurrentHashMap.newKeySet();

	// volatile: set by whoever admits it, read by all
	private volatile @Nullable Mailbox place;

	// volatile: set by whoever writes, cleared by whoever flushes
	private volatile boolean unflushed;

	Peer(Link link, Mailbox answers, Mailbox direct, BiConsumer<Envelope, String> refusal) {
		this.link = link;
		this.answers = answers;
		this.direct = direct;
		this.refusal = refusal;
		this.answers.attach(this);
	}

	Link link() {
		return this.link;
	}

	/**
	 * Let this process answer to the code of a place, and take what waits for it.
	 * @param mailbox the messages for the place
	 */
	void admit(Mailbox mailbox) {
		this.place = mailbox;
		this.direct.attach(this);
		mailbox.attach(this);
	}

	/**
	 * Return where the messages wait for the place to which this process was admitted. It
	 * may have been followed by another there.
	 * @return the mailbox, or {@code null} before that
	 */
	@Nullable Mailbox place() {
		return this.place;
	}

	Mailbox answers() {
		return this.answers;
	}

	Mailbox direct() {
		return this.direct;
	}

	long bytes() {
		return this.answers.bytes() + this.direct.bytes();
	}

	@Override
	public boolean write(Envelope envelope) {
		Long process = Target.processId(envelope.target());
		if (process != null && process != this.link.workerId()) {
			this.refusal.accept(envelope, ENDED);
			return true;
		}
		RequestKey key = null;
		if (envelope.kind() == Envelope.Kind.REQUEST) {
			key = RequestKey.of(envelope);
			this.taken.add(key);
		}
		boolean written = this.link.write(envelope);
		if (written) {
			this.unflushed = true;
		}
		else if (key != null) {
			this.taken.remove(key);
		}
		return written;
	}

	void flush() {
		if (this.unflushed) {
			this.unflushed = false;
			this.link.flush();
		}
	}

	void flushSoon() {
		if (this.unflushed) {
			this.unflushed = false;
			this.link.flushSoon();
		}
	}

	void forget(RequestKey request) {
		this.taken.remove(request);
	}

	void forgetIf(Predicate<RequestKey> condition) {
		this.taken.removeIf(condition);
	}

	/**
	 * Give up what waits for this process, since it has ended.
	 * @return the requests that it has taken and not answered
	 */
	List<RequestKey> end() {
		Stream.concat(this.answers.close().stream(), this.direct.close().stream())
			.forEach((envelope) -> this.refusal.accept(envelope, ENDED));
		return List.copyOf(this.taken);
	}

}
