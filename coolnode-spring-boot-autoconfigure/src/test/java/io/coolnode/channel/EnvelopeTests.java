package io.coolnode.channel;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.coolnode.Sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link Envelope}.
 */
class EnvelopeTests {

	@Test
	void envelopeWhenWrittenHasTheseBytes() {
		Envelope envelope = Envelope.of(Envelope.Kind.REQUEST, new Sender("AB", 3, 258), 1, 2, "B", "hi",
				new byte[] { 9, 8 });
		assertThat(HexFormat.of().formatHex(envelope.bytes())).isEqualTo("02" + "0000000000000001" + "0000000000000002"
				+ "0000000000000003" + "0000000000000102" + "02" + "4142" + "01" + "42" + "0002" + "6869" + "0908");
		assertThat(envelope.size()).isEqualTo(envelope.bytes().length);
	}

	@ParameterizedTest(name = "seed {0}")
	@MethodSource("io.coolnode.channel.Envelopes#seeds")
	void envelopeWhenOfAnyContentIsReadAsItWasWritten(long seed) {
		Random random = new Random(seed);
		for (int i = 0; i < 200; i++) {
			Envelope.Kind kind = Envelope.Kind.values()[random.nextInt(4)];
			Sender sender = new Sender(text(random, 60), random.nextLong(), random.nextLong());
			long sequence = random.nextLong();
			long reference = random.nextLong();
			String target = text(random, 60);
			String event = text(random, random.nextBoolean() ? 100 : 16_000);
			byte[] data = bytes(random, 2000);
			Envelope read = Envelope.parse(Envelope.of(kind, sender, sequence, reference, target, event, data).bytes());
			assertThat(read.kind()).isEqualTo(kind);
			assertThat(read.sender()).isEqualTo(sender);
			assertThat(read.senderId()).isEqualTo(sender.id());
			assertThat(read.sequence()).isEqualTo(sequence);
			assertThat(read.reference()).isEqualTo(reference);
			assertThat(read.target()).isEqualTo(target);
			assertThat(read.event()).isEqualTo(event);
			byte[] content = new byte[read.data().remaining()];
			read.data().get(content);
			assertThat(content).isEqualTo(data);
		}
	}

	@ParameterizedTest(name = "seed {0}")
	@MethodSource("io.coolnode.channel.Envelopes#seeds")
	void envelopeWhenCutWithinItsAddressesIsRefused(long seed) {
		Random random = new Random(seed);
		String event = text(random, 50);
		Envelope whole = Envelope.of(Envelope.Kind.MESSAGE, new Sender("A", 1, 2), 3, 0, "B", event, new byte[0]);
		for (int length = 0; length < whole.size(); length++) {
			byte[] cut = Arrays.copyOf(whole.bytes(), length);
			assertThatExceptionOfType(MalformedEnvelopeException.class).isThrownBy(() -> Envelope.parse(cut));
		}
	}

	@ParameterizedTest(name = "seed {0}")
	@MethodSource("io.coolnode.channel.Envelopes#seeds")
	void bytesWhenRandomAreRefusedOrReadWithoutAnyOtherFailure(long seed) {
		Random random = new Random(seed);
		for (int i = 0; i < 2000; i++) {
			byte[] bytes = bytes(random, 120);
			if (bytes.length > 0) {
				bytes[0] = (byte) (random.nextInt(6));
			}
			try {
				Envelope envelope = Envelope.parse(bytes);
				assertThat(envelope.toString()).contains(envelope.event());
				assertThat(envelope.data().remaining()).isLessThan(bytes.length);
			}
			catch (MalformedEnvelopeException ex) {
				assertThat(ex).hasMessageStartingWith("A message ");
			}
		}
	}

	@Test
	void envelopeWhenAnAddressOrTheEventIsTooLongIsRefused() {
		Sender sender = new Sender("A", 1, 2);
		assertThatIllegalArgumentException()
			.isThrownBy(() -> Envelope.of(Envelope.Kind.MESSAGE, sender, 1, 0, "x".repeat(256), "event", new byte[0]));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> Envelope.of(Envelope.Kind.MESSAGE, sender, 1, 0, "B", "x".repeat(65_536), new byte[0]))
			.withMessageContaining("65536 bytes");
	}

	private static byte[] bytes(Random random, int maxLength) {
		byte[] bytes = new byte[random.nextInt(maxLength + 1)];
		random.nextBytes(bytes);
		return bytes;
	}

	private static String text(Random random, int maxLength) {
		StringBuilder text = new StringBuilder();
		int length = random.nextInt(maxLength + 1);
		for (int i = 0; i < length; i++) {
			text.appendCodePoint(switch (random.nextInt(4)) {
				case 0 -> random.nextInt(0x20, 0x7f);
				case 1 -> random.nextInt(0x80, 0x800);
				case 2 -> random.nextInt(0x800, 0xd800);
				default -> random.nextInt(0x10000, 0x110000);
			});
		}
		return text.toString();
	}

}
