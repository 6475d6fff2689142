package io.coolnode.logging;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file that the master and one worker have mapped: a few numbers, what the master tells
 * the worker at its start, and a ring of records. What a process has written here
 * outlives it. The ring takes memory as it is needed, and by writing to the file, since a
 * page that is touched when there is no memory left would end the process.
 */
final class LogBuffer implements AutoCloseable {

	/**
	 * Where the worker writes next, counted from the beginning of time.
	 */
	static final int TAIL = 128;

	/**
	 * Where the master reads next.
	 */
	static final int HEAD = 256;

	/**
	 * Whether the master sleeps until it is woken: 0 or 1.
	 */
	static final int ASLEEP = 384;

	/**
	 * How many records the worker has dropped.
	 */
	static final int DROPPED = 512;

	/**
	 * Whether the master wants to know from where a record was logged: 0 or 1.
	 */
	static final int CALLERS = 640;

	private static final int MAGIC = 0;

	private static final int CAPACITY = 8;

	private static final int BRIEFING_LENGTH = 16;

	private static final int BRIEFING = 4096;

	private static final long MAGIC_NUMBER = 0x434f4f4c4c4f4731L;

	private static final int GROWTH = 256 * 1024;

	private static final VarHandle NUMBERS = MethodHandles.byteBufferViewVarHandle(long[].class,
			ByteOrder.nativeOrder());

	private final Path path;

	private final RandomAccessFile file;

	private final ByteBuffer memory;

	private final int ring;

	private final int capacity;

	private LogBuffer(Path path, RandomAccessFile file, ByteBuffer memory) {
		this.path = path;
		this.file = file;
		this.memory = memory.order(ByteOrder.nativeOrder());
		this.capacity = (int) get(CAPACITY);
		this.ring = ringOffset((int) get(BRIEFING_LENGTH));
	}

	/**
	 * Create a buffer in a new file.
	 * @param path the file, which exists and is empty
	 * @param capacity the size of the ring, a multiple of 8
	 * @param briefing what to tell the worker
	 * @return the buffer
	 * @throws IOException if there is no room for it
	 */
	static LogBuffer create(Path path, int capacity, byte[] briefing) throws IOException {
		RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
		try {
			int ring = ringOffset(briefing.length);
			file.write(new byte[ring + initialSize(capacity)]);
			file.seek(BRIEFING);
			file.write(briefing);
			file.setLength((long) ring + capacity);
			ByteBuffer memory = map(file);
			NUMBERS.set(memory, CAPACITY, (long) capacity);
			NUMBERS.set(memory, BRIEFING_LENGTH, (long) briefing.length);
			NUMBERS.setRelease(memory, MAGIC, MAGIC_NUMBER);
			return new LogBuffer(path, file, memory);
		}
		catch (IOException ex) {
			file.close();
			throw ex;
		}
	}

	/**
	 * Map a buffer that the master has created, and delete its file, which lives on
	 * unnamed.
	 * @param path the file
	 * @return the buffer
	 * @throws IOException if there is none
	 */
	static LogBuffer open(Path path) throws IOException {
		RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
		try {
			ByteBuffer memory = map(file);
			if ((long) NUMBERS.getAcquire(memory, MAGIC) != MAGIC_NUMBER) {
				throw new IOException(path + " is not a buffer for log records of this version");
			}
			Files.deleteIfExists(path);
			return new LogBuffer(path, file, memory);
		}
		catch (IOException ex) {
			file.close();
			throw ex;
		}
	}

	private static ByteBuffer map(RandomAccessFile file) throws IOException {
		return file.getChannel().map(FileChannel.MapMode.READ_WRITE, 0, file.length()).order(ByteOrder.nativeOrder());
	}

	private static int ringOffset(int briefingLength) {
		return (BRIEFING + briefingLength + BRIEFING - 1) / BRIEFING * BRIEFING;
	}

	private static int initialSize(int capacity) {
		return Math.min(capacity, GROWTH);
	}

	Path path() {
		return this.path;
	}

	int capacity() {
		return this.capacity;
	}

	byte[] briefing() {
		byte[] briefing = new byte[(int) get(BRIEFING_LENGTH)];
		this.memory.get(BRIEFING, briefing);
		return briefing;
	}

	long get(int number) {
		return (long) NUMBERS.getAcquire(this.memory, number);
	}

	void set(int number, long value) {
		NUMBERS.setRelease(this.memory, number, value);
	}

	/**
	 * Set a number so that what the other process has written before it could see that is
	 * seen by this thread afterwards.
	 * @param number the number
	 * @param value the value
	 */
	void announce(int number, long value) {
		NUMBERS.setVolatile(this.memory, number, value);
		VarHandle.fullFence();
	}

	/**
	 * Set a number to 0 if it is 1, whatever was written before being seen by whoever set
	 * it to 1.
	 * @param number the number
	 * @return whether it was 1
	 */
	boolean take(int number) {
		VarHandle.fullFence();
		return (long) NUMBERS.getOpaque(this.memory, number) == 1 && NUMBERS.compareAndSet(this.memory, number, 1L, 0L);
	}

	int getInt(int position) {
		return this.memory.getInt(this.ring + position);
	}

	void putInt(int position, int value) {
		this.memory.putInt(this.ring + position, value);
	}

	void read(int position, byte[] target) {
		this.memory.get(this.ring + position, target);
	}

	void write(int position, byte[] source, int length) {
		this.memory.put(this.ring + position, source, 0, length);
	}

	/**
	 * Return how much of the ring has memory at the beginning.
	 * @return the size
	 */
	int committed() {
		return initialSize(this.capacity);
	}

	/**
	 * Give memory to more of the ring. To be called by the worker alone, on one thread at
	 * a time.
	 * @param committed how much has memory
	 * @return how much has memory now, the same if there is no more to be had
	 */
	int commit(int committed) {
		int size = Math.min(GROWTH, this.capacity - committed);
		try {
			this.file.seek((long) this.ring + committed);
			this.file.write(new byte[size]);
			return committed + size;
		}
		catch (IOException ex) {
			return committed;
		}
	}

	/**
	 * Give the memory back. Neither process may use the buffer after that.
	 */
	@Override
	public void close() throws IOException {
		Files.deleteIfExists(this.path);
		this.file.setLength(0);
		this.file.close();
	}

}
