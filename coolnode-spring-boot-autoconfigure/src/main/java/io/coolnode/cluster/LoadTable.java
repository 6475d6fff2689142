package io.coolnode.cluster;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What each worker of a cluster has to do at the moment: a few numbers for each, in
 * memory that the master and all workers have mapped. The master gives slots away; in its
 * slot a worker writes alone, and all others read.
 */
public final class LoadTable {

	/**
	 * How many bytes of memory a table takes.
	 */
	public static final int SIZE = 16 * 1024;

	/**
	 * What {@link #take()} returns when there is no slot left.
	 */
	public static final int NONE = -1;

	/**
	 * The size of a line of the processors' caches: what two workers write is not in the
	 * same one.
	 */
	private static final int LINE = 64;

	/**
	 * How many slots there are.
	 */
	static final int SLOTS = SIZE / LINE - 1;

	private static final int MAGIC = 0;

	private static final int USED = 8;

	private static final long MAGIC_NUMBER = 0x434f4f4c4c4f4431L;

	private static final State[] STATES = State.values();

	private static final VarHandle NUMBERS = MethodHandles.byteBufferViewVarHandle(long[].class,
			ByteOrder.nativeOrder());

	private final ByteBuffer memory;

	private LoadTable(ByteBuffer memory) {
		this.memory = memory;
	}

	/**
	 * Make a table of memory.
	 * @param memory a direct buffer of {@link #SIZE} zeros
	 * @return the table
	 */
	public static LoadTable create(ByteBuffer memory) {
		NUMBERS.setRelease(memory, MAGIC, MAGIC_NUMBER);
		return new LoadTable(memory);
	}

	/**
	 * Use a table that another process has created.
	 * @param memory a direct buffer
	 * @return the table
	 * @throws IllegalArgumentException if it is one of another version
	 */
	public static LoadTable open(ByteBuffer memory) {
		if (memory.capacity() < SIZE || (long) NUMBERS.getAcquire(memory, MAGIC) != MAGIC_NUMBER) {
			throw new IllegalArgumentException("Not a table of loads of this version");
		}
		return new LoadTable(memory);
	}

	/**
	 * Give a slot away. To be called by the master alone.
	 * @return the lowest one that is free, or {@link #NONE}
	 */
	public synchronized int take() {
		for (int slot = 0; slot < SLOTS; slot++) {
			if (state(slot) == State.FREE) {
				for (Field field : Field.values()) {
					set(slot, field, 0);
				}
				state(slot, State.TAKEN);
				NUMBERS.setRelease(this.memory, USED, Math.max(used(), slot + 1L));
				return slot;
			}
		}
		return NONE;
	}

	/**
	 * Take a slot back whose process has ended. To be called by the master alone.
	 * @param slot the slot
	 */
	public synchronized void release(int slot) {
		state(slot, State.FREE);
	}

	/**
	 * Return how many slots are worth a look.
	 * @return the number of the highest slot that was ever given away, and one
	 */
	int used() {
		return (int) (long) NUMBERS.getAcquire(this.memory, USED);
	}

	State state(int slot) {
		return STATES[(int) get(slot, Field.STATE)];
	}

	void state(int slot, State state) {
		set(slot, Field.STATE, state.ordinal());
	}

	/**
	 * Change the state of a slot, if nobody else has changed it.
	 * @param slot the slot
	 * @param from the state that it has
	 * @param to the state to give it
	 */
	void state(int slot, State from, State to) {
		NUMBERS.compareAndSet(this.memory, position(slot, Field.STATE), (long) from.ordinal(), (long) to.ordinal());
	}

	long get(int slot, Field field) {
		return (long) NUMBERS.getAcquire(this.memory, position(slot, field));
	}

	void add(int slot, Field field, long difference) {
		NUMBERS.getAndAdd(this.memory, position(slot, field), difference);
	}

	private void set(int slot, Field field, long value) {
		NUMBERS.setRelease(this.memory, position(slot, field), value);
	}

	private static int position(int slot, Field field) {
		return LINE * (slot + 1) + Long.BYTES * field.ordinal();
	}

	/**
	 * A number in a slot.
	 */
	enum Field {

		/**
		 * Which {@link State} the slot has.
		 */
		STATE,

		/**
		 * How many connections the worker has.
		 */
		CONNECTIONS,

		/**
		 * How many of its threads are serving requests.
		 */
		IN_SERVICE,

		/**
		 * How many connections it has accepted since its start.
		 */
		ACCEPTED

	}

	/**
	 * What a slot is good for.
	 */
	enum State {

		/**
		 * No process has it.
		 */
		FREE,

		/**
		 * A process has it that takes no connections.
		 */
		TAKEN,

		/**
		 * Its process takes the next connection.
		 */
		ACCEPTING,

		/**
		 * Its process leaves the next connection to others for a moment.
		 */
		WAITING

	}

}
