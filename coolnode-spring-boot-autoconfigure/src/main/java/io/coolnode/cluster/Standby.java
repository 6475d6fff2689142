package io.coolnode.cluster;

import java.util.OptionalInt;

import org.jspecify.annotations.Nullable;

import io.coolnode.channel.Self;

/**
 * A spare's own part in standing by: it waits until it gets the code of a place, or has
 * to leave. A process that has its code from the beginning waits for nothing. May be used
 * by any thread.
 */
final class Standby {

	private final Self self;

	private final Object monitor = new Object();

	// guarded by monitor
	private boolean waiting;

	// guarded by monitor: the status to exit with, if this spare has to leave
	private @Nullable Integer exitStatus;

	/**
	 * Create the part of a process.
	 * @param self the process
	 * @param spare whether it has no code yet
	 */
	Standby(Self self, boolean spare) {
		this.self = self;
		this.waiting = spare;
	}

	/**
	 * Go on with the code of a place, unless this spare has to leave.
	 * @param code the code
	 */
	void promote(String code) {
		synchronized (this.monitor) {
			if (this.waiting) {
				this.waiting = false;
				this.self.promote(code);
				this.monitor.notifyAll();
			}
		}
	}

	/**
	 * Have this process end with a status if it is a spare.
	 * @param status the exit status
	 * @return {@code false}, and nothing happens, if it is none
	 */
	boolean leave(int status) {
		synchronized (this.monitor) {
			if (this.waiting) {
				this.waiting = false;
				this.exitStatus = status;
				this.monitor.notifyAll();
			}
			return this.exitStatus != null;
		}
	}

	boolean isWaiting() {
		synchronized (this.monitor) {
			return this.waiting;
		}
	}

	/**
	 * Wait until this process has its code or has to leave.
	 * @return the status to exit with, or nothing if it has its code
	 * @throws InterruptedException if the waiting thread is interrupted
	 */
	OptionalInt await() throws InterruptedException {
		synchronized (this.monitor) {
			while (this.waiting) {
				this.monitor.wait();
			}
			return (this.exitStatus != null) ? OptionalInt.of(this.exitStatus) : OptionalInt.empty();
		}
	}

}
