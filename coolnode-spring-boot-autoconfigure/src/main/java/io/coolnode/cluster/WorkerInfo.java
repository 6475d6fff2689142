package io.coolnode.cluster;

import java.time.Instant;
import java.util.OptionalLong;

import io.coolnode.Worker;
import io.coolnode.WorkerState;

/**
 * A worker as it is told from the master to its workers.
 *
 * @param code the code of the place
 * @param id the worker id
 * @param pid the process id
 * @param state what the place is doing
 * @param startedAt when the process was started
 * @param restarts how often the place was filled again
 */
record WorkerInfo(String code, long id, OptionalLong pid, WorkerState state, Instant startedAt,
		int restarts) implements Worker {

	private static final String SEPARATOR = " ";

	private static final int FIELDS = 6;

	/**
	 * Return this worker as the value of a control word.
	 * @return the text, which {@link #parse} reads
	 */
	String format() {
		return String.join(SEPARATOR, this.code, Long.toString(this.id), Long.toString(this.pid.orElse(0)),
				this.state.name(), Long.toString(this.startedAt.toEpochMilli()), Integer.toString(this.restarts));
	}

	/**
	 * Read what {@link #format} has written.
	 * @param text the text
	 * @return the worker
	 * @throws IllegalArgumentException if it is something else
	 */
	static WorkerInfo parse(String text) {
		String[] fields = text.split(SEPARATOR, -1);
		if (fields.length != FIELDS) {
			throw new IllegalArgumentException("Not a worker: '" + text + "'");
		}
		long pid = Long.parseLong(fields[2]);
		return new WorkerInfo(fields[0], Long.parseLong(fields[1]),
				(pid != 0) ? OptionalLong.of(pid) : OptionalLong.empty(), WorkerState.valueOf(fields[3]),
				Instant.ofEpochMilli(Long.parseLong(fields[4])), Integer.parseInt(fields[5]));
	}

}
