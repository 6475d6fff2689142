package io.coolnode.cluster;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.coolnode.channel.Control;
import io.coolnode.channel.Link;

/**
 * Gives the duty of each code to one process at a time: to the last one that got the
 * place, once the one before has ended its own or is gone. Confined to the supervisor's
 * thread.
 */
final class Duties {

	private final DutyLeases leases;

	private final Map<String, WorkerHandle> holders = new HashMap<>();

	private final Map<String, WorkerHandle> heirs = new HashMap<>();

	/**
	 * Create duties that nobody has.
	 * @param leases lets a duty be done on one machine at a time
	 */
	Duties(DutyLeases leases) {
		this.leases = leases;
	}

	/**
	 * Let a process that has got a place have its duty as soon as that is free.
	 * @param handle the process
	 */
	void claim(WorkerHandle handle) {
		String code = handle.place().code();
		this.heirs.put(code, handle);
		grant(code);
	}

	/**
	 * Take notice that a process has ended its duty.
	 * @param handle the process
	 */
	void ended(WorkerHandle handle) {
		String code = handle.place().code();
		if (this.holders.remove(code, handle)) {
			this.heirs.remove(code, handle);
			grant(code);
			if (!this.holders.containsKey(code) && this.leases.isShared(code)) {
				this.leases.leave(code);
			}
		}
	}

	/**
	 * Tell a process how long it may do its duty, if it has one.
	 * @param handle the process
	 * @param asked when it has asked, by its own clock
	 */
	void asked(WorkerHandle handle, String asked) {
		String code = handle.place().code();
		Link link = handle.link();
		if (link != null && this.holders.get(code) == handle) {
			Duration remaining = this.leases.remaining(code);
			link.send(Control.of(ControlWords.DUTY_REMAINS, asked, Long.toString(remaining.toNanos())));
		}
	}

	/**
	 * Take notice that a process is gone.
	 * @param handle the process
	 */
	void gone(WorkerHandle handle) {
		this.heirs.remove(handle.place().code(), handle);
		ended(handle);
	}

	private void grant(String code) {
		WorkerHandle heir = this.heirs.get(code);
		Link link = linkOf(heir);
		if (heir != null && link != null && heir.drainReason() == null && !this.holders.containsKey(code)) {
			this.holders.put(code, heir);
			if (this.leases.isShared(code)) {
				this.leases.want(code);
				link.send(Control.of(ControlWords.DUTY, Long.toString(this.leases.interval().toNanos())));
			}
			else {
				link.send(Control.of(ControlWords.DUTY));
			}
		}
	}

	private static @Nullable Link linkOf(@Nullable WorkerHandle handle) {
		return (handle != null) ? handle.link() : null;
	}

}
