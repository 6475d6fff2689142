package io.coolnode.channel;

import java.util.HashSet;
import java.util.Set;

/**
 * The receivers to which no worker may send at the moment, as the master tells the
 * workers.
 */
final class Pauses {

	private final Object monitor = new Object();

	// guarded by monitor
	private final Set<Link> links = new HashSet<>();

	// guarded by monitor
	private final Set<String> paused = new HashSet<>();

	void connected(Link link) {
		synchronized (this.monitor) {
			this.links.add(link);
			this.paused.forEach((receiver) -> link.send(Control.of(MasterRouter.PAUSE, receiver)));
		}
	}

	void disconnected(Link link) {
		synchronized (this.monitor) {
			this.links.remove(link);
		}
	}

	/**
	 * Tell all that a receiver is behind, or has caught up. It is forgotten by itself.
	 * @param receiver the receiver
	 * @param behind whether it is
	 */
	void pace(String receiver, boolean behind) {
		Control control = Control.of(behind ? MasterRouter.BEHIND : MasterRouter.CAUGHT_UP, receiver);
		synchronized (this.monitor) {
			this.links.forEach((link) -> link.send(control));
		}
	}

	void set(String receiver, boolean paused) {
		synchronized (this.monitor) {
			if (paused) {
				this.paused.add(receiver);
			}
			else {
				this.paused.remove(receiver);
			}
			Control control = Control.of(paused ? MasterRouter.PAUSE : MasterRouter.RESUME, receiver);
			this.links.forEach((link) -> link.send(control));
		}
	}

}
