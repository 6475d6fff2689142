package io.coolnode.channel.tcp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Frames into and out of buffers, without a connection.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class FrameBenchmark {

	private final FrameWriter writer = new FrameWriter(new Nowhere());

	/**
	 * How many bytes a message has.
	 */
	@Param({ "128", "4096" })
	private int size;

	private byte[] content = new byte[0];

	private FrameReader reader = new FrameReader((buffer) -> -1, 0);

	/**
	 * Make what is written and read.
	 */
	@Setup
	public void prepare() {
		this.content = new byte[this.size];
		ByteBuffer frame = ByteBuffer.allocate(Frames.HEADER + this.size);
		Frames.putHeader(frame, Frames.MESSAGE, this.size);
		byte[] bytes = frame.array();
		this.reader = new FrameReader((buffer) -> {
			int count = buffer.remaining() / bytes.length;
			for (int i = 0; i < count; i++) {
				buffer.put(bytes);
			}
			return count * bytes.length;
		}, this.size);
	}

	/**
	 * Write a frame.
	 * @return whether it was taken
	 * @throws IOException never
	 */
	@Benchmark
	public boolean write() throws IOException {
		return this.writer.write(Frames.MESSAGE, this.content);
	}

	/**
	 * Read a frame.
	 * @return the frame
	 * @throws IOException never
	 */
	@Benchmark
	public Frames.@Nullable Frame read() throws IOException {
		return this.reader.next();
	}

	/**
	 * Takes everything.
	 */
	private static final class Nowhere implements WritableByteChannel {

		@Override
		public int write(ByteBuffer buffer) {
			int count = buffer.remaining();
			buffer.position(buffer.limit());
			return count;
		}

		@Override
		public boolean isOpen() {
			return true;
		}

		@Override
		public void close() {
		}

	}

}
