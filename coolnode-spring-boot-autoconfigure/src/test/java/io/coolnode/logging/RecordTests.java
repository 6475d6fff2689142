package io.coolnode.logging;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RecordWriter}, {@link RecordReader}, {@link Values} and
 * {@link NameCache}.
 */
class RecordTests {

	@Test
	void valuesWhenWrittenAtAnyPositionAreReadAgain() {
		for (int offset = 0; offset < 1200; offset++) {
			RecordWriter writer = new RecordWriter(100).putBytes(new byte[offset], 0, offset);
			writer.putByte(-1).putInt(1 << 30).putByte(2).putLong(Long.MIN_VALUE).putText("x").putText(null).putByte(3);
			RecordReader reader = new RecordReader(writer.toByteArray(), offset);
			assertThat(reader.getByte()).isEqualTo((byte) -1);
			assertThat(reader.getInt()).isEqualTo(1 << 30);
			assertThat(reader.getByte()).isEqualTo((byte) 2);
			assertThat(reader.getLong()).isEqualTo(Long.MIN_VALUE);
			assertThat(reader.getText()).isEqualTo("x");
			assertThat(reader.getText()).isNull();
			assertThat(reader.getByte()).isEqualTo((byte) 3);
		}
	}

	@Test
	void textWhenTooLongIsCut() {
		RecordWriter writer = new RecordWriter(5).putText("äöü12345");
		assertThat(new RecordReader(writer.bytes()).getText()).isEqualTo("äöü12... (3 more characters are cut)");
	}

	@Test
	void valuesOfAllTypesWhenWrittenAreReadAgain() {
		List<Object> values = Arrays.asList(null, "text", 'c', true, false, 1, 2L, 3.5,
				new BigInteger("12345678901234567890"), new BigDecimal("0.10"), List.of("a", List.of(1)),
				Map.of("k", Map.of("l", 1)));
		RecordWriter writer = new RecordWriter(100);
		values.forEach((value) -> Values.write(writer, Values.simplify(value)));
		RecordReader reader = new RecordReader(writer.toByteArray());
		values.forEach((value) -> assertThat(Values.read(reader)).isEqualTo(value));
	}

	@Test
	void valuesOfOtherTypesWhenSimplifiedSayTheSame() {
		assertThat(Values.simplify((short) 3)).isEqualTo(3);
		assertThat(Values.simplify(0.1f)).isEqualTo(0.1);
		assertThat(Values.simplify(Thread.State.NEW)).isEqualTo("NEW");
		assertThat(Values.simplify(new byte[] { 1, 2 })).isEqualTo(new Object[] { 1, 2 });
		assertThat(Values.simplifyArgument(List.of(1, 2))).isEqualTo("[1, 2]");
		Object[] cyclic = new Object[1];
		cyclic[0] = cyclic;
		assertThat(Values.simplify(cyclic)).isInstanceOf(Object[].class);
	}

	@Test
	void nameWhenReadAgainIsTheSameObject() {
		NameCache<Object> names = new NameCache<>((name) -> new StringBuilder(name));
		byte[] bytes = new RecordWriter(100).putText("one").putText("two").putText("one").toByteArray();
		RecordReader reader = new RecordReader(bytes);
		Object one = names.read(reader);
		assertThat(one).hasToString("one");
		assertThat(names.read(reader)).hasToString("two");
		assertThat(names.read(reader)).isSameAs(one);
	}

	@Test
	void nameWhenAnotherHasItsSlotIsMadeAgain() {
		NameCache<String> names = new NameCache<>((name) -> name);
		for (int i = 0; i < 10_000; i++) {
			assertThat(names.read(new RecordReader(new RecordWriter(100).putText("name" + i).toByteArray())))
				.isEqualTo("name" + i);
		}
	}

}
