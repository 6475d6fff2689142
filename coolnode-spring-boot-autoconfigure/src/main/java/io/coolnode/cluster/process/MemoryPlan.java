package io.coolnode.cluster.process;

/**
 * How the memory is divided: the master has its share, and the rest is for the workers
 * their spares, and for the one that runs beside what it replaces.
 *
 * @param limit the memory in bytes
 * @param source whose memory that is, such as "this machine"
 * @param workers how many workers there are
 * @param spares how many spares there are beside them
 */
record MemoryPlan(long limit, String source, int workers, int spares) {

	private static final long MEGABYTE = 1024 * 1024;

	private static final long MASTER = 256 * MEGABYTE;

	private static final int MASTER_PART = 8;

	/**
	 * What a small web application needs beside its heap, for classes, code and stacks.
	 */
	private static final long BESIDE_HEAP = 128 * MEGABYTE;

	private static final int BESIDE_HEAP_PART = 4;

	private int processes() {
		return this.workers + this.spares + 1;
	}

	/**
	 * Return what the master has: a lean one needs little.
	 * @return the size in bytes
	 */
	long master() {
		return Math.min(MASTER, this.limit / MASTER_PART);
	}

	/**
	 * Return what each worker has, its heap and all else.
	 * @return the size in bytes
	 */
	long share() {
		return (this.limit - master()) / processes();
	}

	/**
	 * Return the largest heap of a worker for which the user has given no size: its share
	 * less what a JVM needs beside the heap.
	 * @return the size in bytes, a multiple of a megabyte
	 */
	long defaultHeap() {
		long share = share();
		long heap = Math.max(share / 2, share - Math.max(BESIDE_HEAP, share / BESIDE_HEAP_PART));
		return Math.max(MEGABYTE, heap / MEGABYTE * MEGABYTE);
	}

	/**
	 * Turn a percentage of the whole into one that makes each worker keep to that
	 * percentage of its share.
	 * @param percentage the percentage for one process
	 * @return the percentage for each worker
	 */
	double divide(double percentage) {
		return percentage * share() / this.limit;
	}

	/**
	 * Return what all processes need if each worker has a heap of a size.
	 * @param heap the size of a worker's heap in bytes
	 * @return the size in bytes
	 */
	long sum(long heap) {
		return processes() * heap + master();
	}

	/**
	 * Return the arithmetic of {@link #sum} in words.
	 * @param heap the size of a worker's heap in bytes
	 * @return a clause
	 */
	String describeSum(long heap) {
		return processes() + " heaps of " + megabytes(heap) + " (" + this.workers + " workers, "
				+ ((this.spares > 0) ? this.spares + " on standby, " : "")
				+ "and one more while it replaces another) and " + megabytes(master()) + " for the master are "
				+ megabytes(sum(heap)) + ", and " + this.source + " has " + megabytes(this.limit);
	}

	private static String megabytes(long bytes) {
		return bytes / MEGABYTE + " MB";
	}

}
