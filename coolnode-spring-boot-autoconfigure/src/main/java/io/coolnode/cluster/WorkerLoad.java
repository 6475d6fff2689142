package io.coolnode.cluster;

import java.nio.ByteBuffer;

/**
 * What this worker has to do, told to the others, and compared with what they have. All
 * methods may be called from any thread, those that wait for others from the acceptor's
 * alone.
 */
public final class WorkerLoad {

	/**
	 * Less than this part of its own is no difference to a worker.
	 */
	private static final int TOLERANCE_PART = 16;

	/**
	 * And so is less than this part while the other one pauses, which it notices soon.
	 */
	private static final int PAUSE_TOLERANCE_PART = 4;

	/**
	 * How many requests in service weigh as much as a connection: a connection stays,
	 * while the number of requests goes up and down all the time, most of all where
	 * threads wait for a CPU.
	 */
	private static final int REQUESTS_PER_CONNECTION = 8;

	private static final int MAX_DOUBLINGS = 20;

	private final LoadTable table;

	private final int own;

	// confined to the acceptor's thread
	private final Patience[] others = new Patience[LoadTable.SLOTS];

	/**
	 * Create the load of this worker.
	 * @param table what all workers have to do
	 * @param slot the slot of this worker
	 */
	public WorkerLoad(LoadTable table, int slot) {
		this.table = table;
		this.own = slot;
		for (int i = 0; i < this.others.length; i++) {
			this.others[i] = new Patience();
		}
	}

	/**
	 * Create the load of a worker that knows of no others.
	 * @return the load
	 */
	public static WorkerLoad alone() {
		LoadTable table = LoadTable.create(ByteBuffer.allocateDirect(LoadTable.SIZE));
		return new WorkerLoad(table, table.take());
	}

	/**
	 * Tell whether this worker takes new connections.
	 * @param accepting whether it does
	 */
	public void accepting(boolean accepting) {
		this.table.state(this.own, accepting ? LoadTable.State.ACCEPTING : LoadTable.State.TAKEN);
	}

	/**
	 * Tell of a connection that was accepted.
	 */
	public void connectionOpened() {
		this.table.add(this.own, LoadTable.Field.ACCEPTED, 1);
		this.table.add(this.own, LoadTable.Field.CONNECTIONS, 1);
	}

	/**
	 * Tell that a connection was closed.
	 */
	public void connectionClosed() {
		this.table.add(this.own, LoadTable.Field.CONNECTIONS, -1);
	}

	/**
	 * Tell that a thread begins to serve a request.
	 */
	public void requestBegan() {
		this.table.add(this.own, LoadTable.Field.IN_SERVICE, 1);
	}

	/**
	 * Tell that a thread does so no more.
	 */
	public void requestEnded() {
		this.table.add(this.own, LoadTable.Field.IN_SERVICE, -1);
	}

	/**
	 * Begin to leave the next connection to others, who hardly wait for this worker
	 * meanwhile.
	 */
	public void beginToWait() {
		this.table.state(this.own, LoadTable.State.ACCEPTING, LoadTable.State.WAITING);
		for (int slot = 0; slot < this.table.used(); slot++) {
			this.others[slot].begin(this.table.get(slot, LoadTable.Field.ACCEPTED));
		}
	}

	/**
	 * Leave connections to others no longer.
	 */
	public void endToWait() {
		this.table.state(this.own, LoadTable.State.WAITING, LoadTable.State.ACCEPTING);
	}

	/**
	 * Notice that others have left a connection to this worker although it has waited.
	 * One that has taken none since then is slow, stopped or dead: it is not waited for
	 * again until it has taken one, or this worker has taken one, and then two, four and
	 * so on.
	 */
	public void giveUp() {
		long taken = this.table.get(this.own, LoadTable.Field.ACCEPTED);
		for (int slot = 0; slot < this.table.used(); slot++) {
			this.others[slot].end(this.table.get(slot, LoadTable.Field.ACCEPTED), taken);
		}
	}

	/**
	 * Return whether another worker for which to wait has less to do than this one, by
	 * connections and by requests in service.
	 * @return {@code true} if it should have the next connection
	 */
	public boolean isBusierThanAnother() {
		long taken = this.table.get(this.own, LoadTable.Field.ACCEPTED);
		for (int slot = 0; slot < this.table.used(); slot++) {
			if (isOther(slot) && isBusierThan(slot, tolerance(slot))
					&& this.others[slot].lasts(this.table.get(slot, LoadTable.Field.ACCEPTED), taken)) {
				return true;
			}
		}
		return false;
	}

	private long tolerance(int slot) {
		long weight = weight(this.own);
		return (this.table.state(slot) == LoadTable.State.WAITING)
				? weight / PAUSE_TOLERANCE_PART + REQUESTS_PER_CONNECTION : weight / TOLERANCE_PART;
	}

	/**
	 * Return how many connections this worker has that others should have.
	 * @return the number, 0 if it has not clearly more than its share
	 */
	public long excess() {
		long connections = this.table.get(this.own, LoadTable.Field.CONNECTIONS);
		long sum = connections;
		int workers = 1;
		boolean busier = false;
		for (int slot = 0; slot < this.table.used(); slot++) {
			if (isOther(slot)) {
				sum += this.table.get(slot, LoadTable.Field.CONNECTIONS);
				workers++;
				busier |= isBusierThan(slot, weight(this.own) / TOLERANCE_PART);
			}
		}
		long excess = connections - (sum + workers - 1) / workers;
		return (busier && excess > connections / TOLERANCE_PART) ? excess : 0;
	}

	/**
	 * Return how many connections other workers have accepted since they were started.
	 * @return the sum over those that accept
	 */
	public long acceptedByOthers() {
		long sum = 0;
		for (int slot = 0; slot < this.table.used(); slot++) {
			sum += isOther(slot) ? this.table.get(slot, LoadTable.Field.ACCEPTED) : 0;
		}
		return sum;
	}

	private boolean isOther(int slot) {
		LoadTable.State state = this.table.state(slot);
		return slot != this.own && (state == LoadTable.State.ACCEPTING || state == LoadTable.State.WAITING);
	}

	private boolean isBusierThan(int slot, long tolerance) {
		return weight(this.own) - weight(slot) > tolerance;
	}

	private long weight(int slot) {
		return REQUESTS_PER_CONNECTION * this.table.get(slot, LoadTable.Field.CONNECTIONS)
				+ this.table.get(slot, LoadTable.Field.IN_SERVICE);
	}

	/**
	 * How long to wait for another worker.
	 */
	private static final class Patience {

		/**
		 * How many connections it had taken when somebody began to wait for it.
		 */
		private long begun;

		/**
		 * How many it had taken when it was waited for in vain.
		 */
		private long lostAt = -1;

		/**
		 * When to try again, counted in connections that the one who waits has taken.
		 */
		private long resumeAt;

		private int doublings;

		private void begin(long accepted) {
			this.begun = accepted;
		}

		private void end(long accepted, long taken) {
			if (accepted == this.begun) {
				this.doublings = (accepted == this.lostAt) ? Math.min(this.doublings + 1, MAX_DOUBLINGS) : 0;
				this.lostAt = accepted;
				this.resumeAt = taken + (1L << this.doublings);
			}
		}

		private boolean lasts(long accepted, long taken) {
			return accepted != this.lostAt || taken >= this.resumeAt;
		}

	}

}
