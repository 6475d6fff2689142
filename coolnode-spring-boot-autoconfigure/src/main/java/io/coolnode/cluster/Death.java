package io.coolnode.cluster;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a process that has died unasked.
 *
 * @param code the code of its place, or {@code "standby"} for a spare
 * @param id its worker id
 * @param pid its pid
 * @param startedAt when it was started
 * @param release the release that it ran, or {@code null} if it has not told
 * @param state what it was doing, in words
 * @param how how it ended, in words
 * @param vitals what it told last of itself
 * @param output what it printed last
 * @param files what its JVM has left, by the name that each file gets in a report
 */
record Death(String code, long id, long pid, Instant startedAt, @Nullable String release, String state, String how,
		Vitals vitals, String output, Map<String, Path> files) {

	static Death of(WorkerHandle handle, String how) {
		WorkerProcess process = handle.process();
		return new Death(handle.code(), handle.id(), process.pid(), handle.startedAt(), handle.release(),
				stateOf(handle), how, handle.vitals(), process.recentOutput(), process.crashFiles());
	}

	private static String stateOf(WorkerHandle handle) {
		if (handle.isStandingBy()) {
			return "standing by";
		}
		return !handle.everReady() ? "booting" : (handle.drainReason() != null) ? "draining" : "serving";
	}

	/**
	 * Return what to call the process.
	 * @return a few words
	 */
	String name() {
		return this.code.equals(WorkerHandle.STANDBY) ? "Spare" : "Worker " + this.code;
	}

}
