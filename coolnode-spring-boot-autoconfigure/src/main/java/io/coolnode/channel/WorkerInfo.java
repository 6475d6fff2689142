package io.coolnode.channel;

import java.time.Instant;
import java.util.OptionalLong;

import io.coolnode.Worker;
import io.coolnode.WorkerState;

/**
 * A worker as it is told from process to process.
 *
 * @param code the code of the place, after the name of the machine and a slash if that is
 * another one
 * @param id the worker id
 * @param pid the process id
 * @param state what the place is doing
 * @param startedAt when the process was started
 * @param restarts how often the place was filled again
 * @param node the name of the machine
 */
public record WorkerInfo(String code, long id, OptionalLong pid, WorkerState state, Instant startedAt, int restarts,
		String node) implements Worker {

	private static final String SEPARATOR = " ";

	private static final int FIELDS = 7;

	/**
	 * Return a worker in this form.
	 * @param worker the worker
	 * @return the same or a copy
	 */
	public static WorkerInfo of(Worker worker) {
		return (worker instanceof WorkerInfo info) ? info : new WorkerInfo(worker.code(), worker.id(), worker.pid(),
				worker.state(), worker.startedAt(), worker.restarts(), worker.node());
	}

	/**
	 * Return this worker as the workers of other machines know it.
	 * @return the worker, with the name of its machine in its code
	 */
	public WorkerInfo seenFromAfar() {
		return new WorkerInfo(Target.remote(this.node, this.code), this.id, this.pid, this.state, this.startedAt,
				this.restarts, this.node);
	}

	/**
	 * Return whether this is a worker of another machine.
	 * @return whether there is the name of a machine in its code
	 */
	public boolean isRemote() {
		return Target.isRemote(this.code);
	}

	/**
	 * Return a worker as a text.
	 * @param worker the worker
	 * @return the text, which {@link #parse} reads
	 */
	public static String format(Worker worker) {
		return String.join(SEPARATOR, worker.code(), Long.toString(worker.id()), Long.toString(worker.pid().orElse(0)),
				worker.state().name(), Long.toString(worker.startedAt().toEpochMilli()),
				Integer.toString(worker.restarts()), worker.node());
	}

	/**
	 * Read what {@link #format} has written.
	 * @param text the text
	 * @return the worker
	 * @throws IllegalArgumentException if it is something else
	 */
	public static WorkerInfo parse(String text) {
		String[] fields = text.split(SEPARATOR, -1);
		if (fields.length != FIELDS) {
			throw new IllegalArgumentException("Not a worker: '" + text + "'");
		}
		long pid = Long.parseLong(fields[2]);
		return new WorkerInfo(fields[0], Long.parseLong(fields[1]),
				(pid != 0) ? OptionalLong.of(pid) : OptionalLong.empty(), WorkerState.valueOf(fields[3]),
				Instant.ofEpochMilli(Long.parseLong(fields[4])), Integer.parseInt(fields[5]), fields[6]);
	}

}
