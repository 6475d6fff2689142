package io.coolnode.channel;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

import io.coolnode.ChannelOverflowException;

/**
 * Hands on all messages of the cluster, in the master. Each place has a mailbox, which
 * holds the messages for its code while no process answers to it. When a mailbox fills,
 * all workers are told to send no more to that place; so one that does not take its
 * messages costs the others nothing.
 */
public final class MasterRouter implements Router {

	private static final Log logger = LogFactory.getLog(MasterRouter.class);

	static final String PAUSE = "coolnode.pause";

	static final String RESUME = "coolnode.resume";

	static final String READY = "coolnode.ready";

	static final String DETACHED = "coolnode.detached";

	private final ChannelSettings settings;

	private final Map<String, PlaceBox> places = new ConcurrentHashMap<>();

	private final Object monitor = new Object();

	// guarded by monitor
	private final Set<Link> links = new HashSet<>();

	// guarded by monitor
	private final Set<String> paused = new HashSet<>();

	// volatile: set once, before the first message
	private volatile @Nullable Dispatcher local;

	public MasterRouter(ChannelSettings settings) {
		this.settings = settings;
	}

	void local(Dispatcher dispatcher) {
		this.local = dispatcher;
	}

	/**
	 * Hold messages for a place from now on.
	 * @param code the code of the place
	 */
	public void open(String code) {
		this.places.computeIfAbsent(code, (key) -> new PlaceBox(
				new Mailbox(key, this.settings.bufferSize(), (congested) -> congested(key, congested))));
	}

	/**
	 * Hold messages for a place no longer, since it gets no other process.
	 * @param code the code of the place
	 */
	public void close(String code) {
		PlaceBox box = this.places.remove(code);
		if (box != null) {
			int lost = box.mailbox.clear();
			if (lost > 0) {
				logger.warn(lost + " messages for worker " + code + " are lost, since nobody will take them");
			}
		}
	}

	/**
	 * Let a process answer to the code of its place: it is told that the cluster is
	 * ready, and then gets what was held and what is sent from now on.
	 * @param code the code of the place
	 * @param link the connection to the process
	 */
	public void admit(String code, Link link) {
		PlaceBox box = this.places.get(code);
		Assert.state(box != null, () -> "Place " + code + " is not open");
		link.send(Control.of(READY));
		box.attach(link);
	}

	/**
	 * Let a process answer to its code no longer, and tell it that no other message will
	 * come. Has no effect if it does not answer to it.
	 * @param code the code of the place
	 * @param link the connection to the process
	 */
	public void release(String code, Link link) {
		PlaceBox box = this.places.get(code);
		if (box != null) {
			box.detach(link);
		}
		link.send(Control.of(DETACHED));
	}

	/**
	 * Take notice of a worker that may send from now on.
	 * @param link the connection to it
	 */
	public void connected(Link link) {
		synchronized (this.monitor) {
			this.links.add(link);
			this.paused.forEach((receiver) -> link.send(Control.of(PAUSE, receiver)));
		}
	}

	/**
	 * Do what a worker's control word says, if it is one about messages.
	 * @param link the connection it came by
	 * @param control the word
	 * @return whether it was
	 */
	public boolean onControl(Link link, Control control) {
		boolean pause = control.name().equals(PAUSE);
		if (pause || control.name().equals(RESUME)) {
			link.hold(pause);
			return true;
		}
		return false;
	}

	/**
	 * Take notice of a worker that is gone.
	 * @param link the connection to it
	 */
	public void disconnected(Link link) {
		synchronized (this.monitor) {
			this.links.remove(link);
		}
	}

	/**
	 * Hand on a message of a worker. Waits only in the rare case that a mailbox is full
	 * although all workers were told to pause.
	 * @param envelope the message
	 */
	public void route(Envelope envelope) {
		try {
			send(envelope, envelope.target());
		}
		catch (ChannelOverflowException ex) {
			logger.error("The message " + envelope + " is lost", ex);
		}
	}

	@Override
	public void send(Envelope envelope, String receiver) {
		String target = envelope.target();
		Long process = Target.processId(target);
		if (target.equals(Target.ALL)) {
			this.places.values().forEach((box) -> put(box, envelope));
		}
		else if (target.equals(Target.MASTER)) {
			deliver(envelope);
		}
		else if (process != null) {
			putForProcess(envelope, process);
		}
		else {
			putForPlace(envelope, target);
		}
	}

	private void deliver(Envelope envelope) {
		Dispatcher dispatcher = this.local;
		Assert.state(dispatcher != null, "The master's own channel is missing");
		dispatcher.deliver(envelope);
	}

	private void putForPlace(Envelope envelope, String code) {
		PlaceBox box = this.places.get(code);
		if (box != null) {
			put(box, envelope);
		}
		else {
			logger.warn("The message " + envelope + " is lost: there is no such place by now");
		}
	}

	private void putForProcess(Envelope envelope, long workerId) {
		for (PlaceBox box : this.places.values()) {
			if (box.isAttachedTo(workerId)) {
				put(box, envelope);
				return;
			}
		}
		logger.warn("The message " + envelope + " is lost: that process is gone or not ready");
	}

	private void put(PlaceBox box, Envelope envelope) {
		box.mailbox.put(envelope, this.settings.sendTimeout());
	}

	void congested(String receiver, boolean congested) {
		synchronized (this.monitor) {
			if (congested) {
				this.paused.add(receiver);
			}
			else {
				this.paused.remove(receiver);
			}
			Control control = Control.of(congested ? PAUSE : RESUME, receiver);
			this.links.forEach((link) -> link.send(control));
		}
	}

	/**
	 * The mailbox of a place, and the process that takes from it.
	 */
	private static final class PlaceBox {

		private final Mailbox mailbox;

		private @Nullable Link link;

		private PlaceBox(Mailbox mailbox) {
			this.mailbox = mailbox;
		}

		synchronized void attach(Link link) {
			if (this.link != null) {
				this.link.detach();
			}
			this.link = link;
			link.attach(this.mailbox);
		}

		synchronized void detach(Link link) {
			if (this.link == link) {
				link.detach();
				this.link = null;
			}
		}

		synchronized boolean isAttachedTo(long workerId) {
			return this.link != null && this.link.workerId() == workerId;
		}

	}

}
