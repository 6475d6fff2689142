package io.coolnode.redis;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import io.coolnode.channel.Control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link NodeRecord} and {@link Seal}.
 */
class NodeRecordTests {

	private static final String STREAM = "coolnode:{app}:all";

	private final Seal seal = new Seal("secret");

	private final NodeRecord record = new NodeRecord("one", 42, 7, 9,
			List.of(Messages.message("hello"), new Item.Word(Control.of("coolnode.word", "a", "ä"))));

	@Test
	void decodeWhenEncodedIsTheSame() {
		for (Seal each : List.of(this.seal, new Seal(null))) {
			NodeRecord decoded = NodeRecord.decode(this.record.encode(each, STREAM), each, STREAM);
			assertThat(decoded).usingRecursiveComparison().ignoringFields("items").isEqualTo(this.record);
			assertThat(Messages.names(decoded.items())).containsExactly("hello", "coolnode.word");
			assertThat(decoded.items().get(1)).isEqualTo(this.record.items().get(1));
		}
	}

	@Test
	void decodeWhenSealedForAnotherStreamOrWithAnotherSecretIsRefused() {
		byte[] bytes = this.record.encode(this.seal, STREAM);
		assertThatExceptionOfType(MalformedRecordException.class)
			.isThrownBy(() -> NodeRecord.decode(bytes, this.seal, STREAM + "2"))
			.withMessageContaining("cool.channel.redis.secret");
		assertThatExceptionOfType(MalformedRecordException.class)
			.isThrownBy(() -> NodeRecord.decode(bytes, new Seal("Secret"), STREAM));
		assertThatExceptionOfType(MalformedRecordException.class)
			.isThrownBy(() -> NodeRecord.decode(this.record.encode(new Seal(null), STREAM), this.seal, STREAM));
	}

	@Test
	void decodeWhenOneByteDiffersIsRefused() {
		byte[] bytes = this.record.encode(this.seal, STREAM);
		for (int i = 0; i < bytes.length; i++) {
			byte[] changed = bytes.clone();
			changed[i] ^= 1;
			assertThatExceptionOfType(MalformedRecordException.class)
				.isThrownBy(() -> NodeRecord.decode(changed, this.seal, STREAM));
		}
	}

	@Test
	void decodeWhenTruncatedIsRefused() {
		Seal none = new Seal(null);
		byte[] bytes = this.record.encode(none, STREAM);
		for (int i = 0; i < bytes.length; i++) {
			byte[] part = Arrays.copyOf(bytes, i);
			assertThatExceptionOfType(MalformedRecordException.class)
				.isThrownBy(() -> NodeRecord.decode(part, none, STREAM));
		}
	}

	@Test
	void decodeWhenRandomIsRefusedOrReadWithoutMuchMemory() {
		Seal none = new Seal(null);
		Random random = new Random(1);
		for (int i = 0; i < 20_000; i++) {
			byte[] bytes = this.record.encode(none, STREAM);
			for (int change = 0; change < 3; change++) {
				bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
			}
			try {
				assertThat(NodeRecord.decode(bytes, none, STREAM).items()).hasSizeLessThan(1000);
			}
			catch (MalformedRecordException ex) {
				assertThat(ex).hasMessageStartingWith("It ");
			}
		}
	}

}
