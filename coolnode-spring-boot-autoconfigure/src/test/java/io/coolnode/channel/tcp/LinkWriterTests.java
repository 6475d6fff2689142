package io.coolnode.channel.tcp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

import org.junit.jupiter.api.Test;

import io.coolnode.channel.Control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link LinkWriter}.
 */
class LinkWriterTests {

	private static final String LARGE = "x".repeat(1024 * 1024);

	private final Socket socket = new Socket();

	private final Calls calls = new Calls();

	private final LinkWriter writer = new LinkWriter(new FrameWriter(this.socket), this.calls);

	@Test
	void controlsWhenConnectionTakesThemAreWrittenAtOnce() throws IOException {
		for (int i = 0; i < 100; i++) {
			this.writer.send(Control.of("word", LARGE));
		}
		assertThat(this.socket.count()).isGreaterThan(100L * LARGE.length());
	}

	@Test
	void controlsWhenConnectionTakesNothingWaitInOrderUntilItDoes() throws IOException {
		this.socket.room = 0;
		for (int i = 0; i < 100; i++) {
			this.writer.send(Control.of("word", Integer.toString(i)));
		}
		assertThat(this.calls.whenWritable).isOne();
		this.socket.room = Long.MAX_VALUE;
		assertThat(this.writer.writable()).isFalse();
		FrameReader reader = new FrameReader(this.socket.written(), 1000);
		for (int i = 0; i < 100; i++) {
			assertThat(Frames.decodeControl(reader.next().content())).isEqualTo(Control.of("word", "" + i));
		}
	}

	@Test
	void controlsWhenTooManyWaitEndTheConnectionOnce() throws IOException {
		this.socket.room = 0;
		assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> {
			for (int i = 0; i < 20; i++) {
				this.writer.send(Control.of("word", LARGE));
			}
		}).withMessageContaining("8388608 bytes of control words");
		this.writer.send(Control.of("word", LARGE));
		this.socket.room = Long.MAX_VALUE;
		this.writer.end();
		this.writer.writable();
		assertThat(this.socket.count()).isLessThan(2L * LARGE.length());
	}

	@Test
	void controlsWhenManyPassOneAfterAnotherAreNotCountedTogether() throws IOException {
		for (int i = 0; i < 20; i++) {
			this.socket.room = 0;
			this.writer.send(Control.of("word", LARGE));
			this.writer.send(Control.of("word", LARGE));
			this.socket.room = Long.MAX_VALUE;
			this.writer.writable();
		}
		assertThat(this.socket.count()).isGreaterThan(40L * LARGE.length());
	}

	/**
	 * A connection that takes only so much.
	 */
	private static final class Socket implements WritableByteChannel {

		private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

		private long room = Long.MAX_VALUE;

		private long count;

		long count() {
			return this.count;
		}

		FrameReader.Source written() {
			ByteBuffer source = ByteBuffer.wrap(this.bytes.toByteArray());
			return (buffer) -> {
				int length = Math.min(source.remaining(), buffer.remaining());
				buffer.put(source.slice().limit(length));
				source.position(source.position() + length);
				return (length == 0) ? -1 : length;
			};
		}

		@Override
		public int write(ByteBuffer source) {
			byte[] taken = new byte[(int) Math.min(this.room, source.remaining())];
			source.get(taken);
			if (this.count < LARGE.length()) {
				this.bytes.writeBytes(taken);
			}
			this.count += taken.length;
			this.room -= taken.length;
			return taken.length;
		}

		@Override
		public boolean isOpen() {
			return true;
		}

		@Override
		public void close() {
		}

	}

	/**
	 * Counts what the writer asks for.
	 */
	private static final class Calls implements LinkWriter.Waker {

		private int whenWritable;

		@Override
		public void soon() {
		}

		@Override
		public void whenWritable() {
			this.whenWritable++;
		}

	}

}
