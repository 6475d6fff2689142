package io.coolnode.redis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Who has a lease: a process, and where it runs.
 *
 * @param incarnation what tells this start of a master from others
 * @param system the start of the system and the space of pids in it, or nothing if that
 * is not known
 * @param pid the process id
 * @param startMillis when the process was started, by the clock of its system
 */
record LeaseHolder(long incarnation, String system, long pid, long startMillis) {

	private static final int FIELDS = 4;

	/**
	 * By how much the same start may seem to differ after the clock was set.
	 */
	private static final long CLOCK_MILLIS = 2000;

	static LeaseHolder current(long incarnation) {
		ProcessHandle process = ProcessHandle.current();
		return new LeaseHolder(incarnation, currentSystem(), process.pid(), startOf(process));
	}

	private static String currentSystem() {
		try {
			String boot = Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).trim();
			String pids = Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString();
			return boot + "/" + pids;
		}
		catch (IOException | UnsupportedOperationException ex) {
			return "";
		}
	}

	private static long startOf(ProcessHandle process) {
		return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
	}

	/**
	 * Return whether this process can tell that another one has ended.
	 * @param other the other one
	 * @return {@code false} if it lives, or nothing is known of it
	 */
	boolean knowsEndOf(LeaseHolder other) {
		return !this.system.isEmpty() && this.system.equals(other.system)
				&& !ProcessHandle.of(other.pid)
					.filter(ProcessHandle::isAlive)
					.filter((process) -> Math.abs(startOf(process) - other.startMillis) < CLOCK_MILLIS)
					.isPresent();
	}

	/**
	 * Read what {@link #toString} has written.
	 * @param text the text
	 * @return the holder, or {@code null} if it is something else
	 */
	static @Nullable LeaseHolder parse(String text) {
		String[] fields = text.split(" ", -1);
		try {
			return (fields.length == FIELDS) ? new LeaseHolder(Long.parseUnsignedLong(fields[0], 16), fields[1],
					Long.parseLong(fields[2]), Long.parseLong(fields[3])) : null;
		}
		catch (NumberFormatException ex) {
			return null;
		}
	}

	@Override
	public String toString() {
		return Long.toHexString(this.incarnation) + " " + this.system + " " + this.pid + " " + this.startMillis;
	}

}
