package io.coolnode.channel.tcp;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.HexFormat;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.coolnode.channel.Control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Frames}, {@link FrameReader} and {@link FrameWriter}.
 */
class FramesTests {

	private final Pipe pipe = new Pipe();

	private final FrameWriter writer = new FrameWriter(this.pipe);

	@Test
	void frameWhenWrittenHasTheseBytes() throws IOException {
		assertThat(this.writer.write(Frames.MESSAGE, new byte[] { 7, 8, 9 })).isTrue();
		assertThat(this.pipe.written()).isEmpty();
		assertThat(this.writer.flush()).isTrue();
		assertThat(HexFormat.of().formatHex(this.pipe.written())).isEqualTo("00000005" + "01" + "01" + "070809");
	}

	@Test
	void controlWhenWrittenHasTheseBytes() throws IOException {
		byte[] content = Frames.encode(Control.of("ab", "c", ""));
		assertThat(HexFormat.of().formatHex(content)).isEqualTo("00000002" + "6162" + "00000001" + "63" + "00000000");
		assertThat(Frames.decodeControl(content)).isEqualTo(Control.of("ab", "c", ""));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "00", "000000", "ffffffff", "00000003" + "6162", "7fffffff" + "61" })
	void controlWhenBrokenIsRefused(String content) {
		assertThatExceptionOfType(ProtocolException.class)
			.isThrownBy(() -> Frames.decodeControl(HexFormat.of().parseHex(content)));
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3, 5, 7, 1000, 65536 })
	void framesWhenSplitAnywhereAreReadWhole(int portion) throws IOException {
		Random random = new Random(portion);
		int[] sizes = { 0, 1, 2, 100, 65_529, 65_530, 65_531, 70_000, 200_000 };
		byte[][] contents = new byte[sizes.length][];
		for (int i = 0; i < sizes.length; i++) {
			contents[i] = new byte[sizes[i]];
			random.nextBytes(contents[i]);
			assertThat(this.writer.write(Frames.MESSAGE, contents[i])).isTrue();
		}
		this.writer.flush();
		FrameReader reader = reader(this.pipe.written(), portion, 200_000);
		for (byte[] content : contents) {
			Frames.Frame frame = reader.next();
			assertThat(frame).isNotNull();
			assertThat(frame.type()).isEqualTo(Frames.MESSAGE);
			assertThat(frame.content()).isEqualTo(content);
		}
		assertThat(reader.next()).isNull();
	}

	@Test
	void frameWhenLargerThanAllowedIsRefused() {
		FrameReader reader = reader(HexFormat.of().parseHex("0000000d" + "0101"), 64, 10);
		assertThatExceptionOfType(ProtocolException.class).isThrownBy(reader::next).withMessageContaining("11 bytes");
	}

	@ParameterizedTest
	@ValueSource(strings = { "00000000" + "0101", "00000001" + "0101", "ffffffff" + "0101", "80000000" + "0101" })
	void frameWhenItsLengthIsImpossibleIsRefused(String bytes) {
		FrameReader reader = reader(HexFormat.of().parseHex(bytes), 64, Integer.MAX_VALUE - 100);
		assertThatExceptionOfType(ProtocolException.class).isThrownBy(reader::next);
	}

	@Test
	void frameWhenOfADistantVersionIsRefusedAndOfANeighbourIsRead() throws IOException {
		assertThat(reader(HexFormat.of().parseHex("00000002" + "0201"), 64, 10).next()).isNotNull();
		FrameReader reader = reader(HexFormat.of().parseHex("00000002" + "0301"), 64, 10);
		assertThatExceptionOfType(ProtocolException.class).isThrownBy(reader::next).withMessageContaining("version 3");
	}

	@ParameterizedTest
	@ValueSource(strings = { "00", "0000000501", "00000005" + "0101", "00000005" + "0101" + "0102" })
	void frameWhenTruncatedEndsTheConnection(String bytes) {
		FrameReader reader = reader(HexFormat.of().parseHex(bytes), 64, 10);
		assertThatExceptionOfType(EOFException.class).isThrownBy(reader::next);
	}

	@Test
	void writerWhenConnectionTakesNothingRefusesMoreAndGoesOnLater() throws IOException {
		this.pipe.room = 10;
		byte[] large = new byte[200_000];
		new Random(1).nextBytes(large);
		assertThat(this.writer.write(Frames.MESSAGE, large)).isTrue();
		assertThat(this.writer.isBlocked()).isTrue();
		assertThat(this.writer.write(Frames.MESSAGE, new byte[1])).isFalse();
		while (!this.writer.flush()) {
			this.pipe.room += 1000;
		}
		assertThat(this.writer.waiting()).isZero();
		assertThat(this.writer.write(Frames.MESSAGE, new byte[1])).isTrue();
		this.pipe.room = 100;
		assertThat(this.writer.flush()).isTrue();
		FrameReader reader = reader(this.pipe.written(), 4096, large.length);
		assertThat(reader.next().content()).isEqualTo(large);
		assertThat(reader.next().content()).hasSize(1);
	}

	private static FrameReader reader(byte[] bytes, int portion, int maxLength) {
		ByteBuffer source = ByteBuffer.wrap(bytes);
		return new FrameReader((buffer) -> {
			int count = Math.min(Math.min(portion, source.remaining()), buffer.remaining());
			buffer.put(source.slice().limit(count));
			source.position(source.position() + count);
			return (count == 0) ? -1 : count;
		}, maxLength);
	}

	/**
	 * A connection that takes only so much.
	 */
	private static final class Pipe implements WritableByteChannel {

		private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

		private int room = Integer.MAX_VALUE;

		byte[] written() {
			return this.bytes.toByteArray();
		}

		@Override
		public int write(ByteBuffer source) {
			byte[] taken = new byte[Math.min(this.room, source.remaining())];
			source.get(taken);
			this.bytes.writeBytes(taken);
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

}
