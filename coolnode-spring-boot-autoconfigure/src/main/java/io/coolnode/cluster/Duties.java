package io.coolnode.cluster;

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

	private final Map<String, WorkerHandle> holders = new HashMap<>();

	private final Map<String, WorkerHandle> heirs = new HashMap<>();

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
			link.send(Control.of(ControlWords.DUTY));
		}
	}

	private static @Nullable Link linkOf(@Nullable WorkerHandle handle) {
		return (handle != null) ? handle.link() : null;
	}

}
