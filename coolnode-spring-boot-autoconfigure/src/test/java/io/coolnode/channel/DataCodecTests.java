package io.coolnode.channel;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link DataCodec}.
 */
class DataCodecTests {

	private DataCodec codec = new DataCodec(new JsonMapper());

	@Test
	void valuesWhenWrittenHaveTheseBytes() {
		byte[] data = this.codec.encode("event", new Object[] { "a", new byte[] { 1, 2 }, null });
		assertThat(data).containsExactly(1, 0, 0, 0, 3, '"', 'a', '"', 2, 0, 0, 0, 2, 1, 2, 1, 0, 0, 0, 4, 'n', 'u',
				'l', 'l');
	}

	@ParameterizedTest(name = "seed {0}")
	@MethodSource("io.coolnode.channel.Envelopes#seeds")
	void valuesWhenOfAnyKindAreReadAsTheyWereWritten(long seed) {
		Random random = new Random(seed);
		for (int i = 0; i < 50; i++) {
			Object[] values = random.ints(random.nextInt(6), 0, 8).mapToObj((kind) -> value(random, kind, 3)).toArray();
			List<ByteBuffer> parts = this.codec.split(ByteBuffer.wrap(this.codec.encode("event", values)));
			assertThat(parts).hasSize(values.length);
			for (int j = 0; j < values.length; j++) {
				Class<?> type = (values[j] != null) ? values[j].getClass() : Object.class;
				assertThat(this.codec.decode(parts.get(j), type)).isEqualTo(values[j]);
			}
		}
	}

	@ParameterizedTest(name = "seed {0}")
	@MethodSource("io.coolnode.channel.Envelopes#seeds")
	void dataWhenCutAnywhereHaveFewerValuesOrAreRefused(long seed) {
		Random random = new Random(seed);
		Object[] values = { value(random, 4, 2), value(random, 7, 0), value(random, 5, 2) };
		byte[] whole = this.codec.encode("event", values);
		int refused = 0;
		for (int length = 0; length < whole.length; length++) {
			ByteBuffer cut = ByteBuffer.wrap(Arrays.copyOf(whole, length));
			try {
				assertThat(this.codec.split(cut)).hasSizeLessThan(values.length);
			}
			catch (MalformedEnvelopeException ex) {
				refused++;
			}
		}
		assertThat(refused).isEqualTo(whole.length - values.length);
	}

	@ParameterizedTest(name = "seed {0}")
	@MethodSource("io.coolnode.channel.Envelopes#seeds")
	void dataWhenRandomAreRefusedWithoutAnyOtherFailure(long seed) {
		Random random = new Random(seed);
		for (int i = 0; i < 2000; i++) {
			byte[] bytes = new byte[random.nextInt(40)];
			random.nextBytes(bytes);
			if (bytes.length > 4) {
				bytes[0] = (byte) random.nextInt(4);
				ByteBuffer.wrap(bytes).putInt(1, random.nextInt(40));
			}
			try {
				for (ByteBuffer value : this.codec.split(ByteBuffer.wrap(bytes))) {
					readOrRefuse(value);
				}
			}
			catch (MalformedEnvelopeException ex) {
				assertThat(ex).hasMessageContaining("end within a value");
			}
		}
	}

	private void readOrRefuse(ByteBuffer value) {
		try {
			this.codec.decode(value, Object.class);
		}
		catch (IllegalArgumentException ex) {
			assertThat(ex).hasMessageContaining("cannot be read");
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { Integer.MIN_VALUE, -1, 6, Integer.MAX_VALUE, Integer.MAX_VALUE - 4 })
	void dataWhenALengthIsImpossibleAreRefused(int length) {
		byte[] data = ByteBuffer.allocate(10).put((byte) 1).putInt(length).array();
		assertThatExceptionOfType(MalformedEnvelopeException.class)
			.isThrownBy(() -> this.codec.split(ByteBuffer.wrap(data)));
	}

	@Test
	void bytesWhenReadAsSomethingElseAreRefused() {
		ByteBuffer value = this.codec.split(ByteBuffer.wrap(this.codec.encode("event", new Object[] { new byte[1] })))
			.get(0);
		assertThatIllegalArgumentException().isThrownBy(() -> this.codec.decode(value, String.class))
			.withMessageContaining("java.lang.String");
	}

	@Test
	void valueWhenItCannotBeWrittenIsRefusedWithEventPositionAndType() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.codec.encode("price", new Object[] { 1, new Unwritable() }))
			.withMessageContaining("Value 1")
			.withMessageContaining("'price'")
			.withMessageContaining(Unwritable.class.getName());
	}

	@Test
	void valueWhenOneBeforeItCouldNotBeWrittenIsWrittenAsUsual() {
		byte[] usual = this.codec.encode("event", new Object[] { "a", 1 });
		for (int i = 0; i < 3; i++) {
			assertThatIllegalArgumentException()
				.isThrownBy(() -> this.codec.encode("event", new Object[] { "b", new Unwritable() }));
			assertThat(this.codec.encode("event", new Object[] { "a", 1 })).isEqualTo(usual);
		}
	}

	@Test
	void valuesWhenTheyAreManyAndOneIsLargeAreReadAsTheyWereWritten() {
		String large = "x".repeat(100_000);
		for (int i = 0; i < 5000; i++) {
			Object value = switch (i % 500) {
				case 0 -> large;
				case 1 -> Map.of("name" + i, i);
				case 2 -> "";
				default -> i;
			};
			assertThat(read(value, Object.class)).isEqualTo(value);
		}
	}

	@Test
	void valuesWhenADocumentMayOnlyBeShortAreLimitedOneByOne() {
		JsonFactory factory = JsonFactory.builder()
			.streamReadConstraints(StreamReadConstraints.builder().maxDocumentLength(20_000).build())
			.build();
		this.codec = new DataCodec(JsonMapper.builder(factory).build());
		for (int i = 0; i < 50; i++) {
			assertThat(read("x".repeat(1000), String.class)).isEqualTo("x".repeat(1000));
		}
	}

	@Test
	void valueWhenOneBeforeItCouldNotBeReadIsReadAsUsual() {
		ByteBuffer broken = ByteBuffer.wrap(new byte[] { 1, 0, 0, 0, 3, '[', '1', ',' });
		for (int i = 0; i < 3; i++) {
			assertThatIllegalArgumentException().isThrownBy(() -> this.codec.decode(broken, Object.class));
			assertThatIllegalArgumentException().isThrownBy(() -> read("text", Integer.class));
			assertThat(read(42, Integer.class)).isEqualTo(42);
		}
	}

	@Test
	void valueWhenThereIsMoreAfterItIsRefusedAndTheNextIsReadAsUsual() {
		for (String more : List.of("1 2", "1,", "{}]", "\"a\"\"b\"", "null 1")) {
			byte[] content = more.getBytes(StandardCharsets.UTF_8);
			ByteBuffer value = ByteBuffer.allocate(5 + content.length)
				.put((byte) 1)
				.putInt(content.length)
				.put(content)
				.flip();
			assertThatIllegalArgumentException().as(more).isThrownBy(() -> this.codec.decode(value, Object.class));
			assertThat(read("next", String.class)).isEqualTo("next");
		}
	}

	@Test
	void valueWhenItIsWrittenAndReadWithinAnotherIsReadAsUsual() {
		SimpleModule module = new SimpleModule();
		module.addDeserializer(StringBuilder.class, new StdDeserializer<>(StringBuilder.class) {

			@Override
			public StringBuilder deserialize(JsonParser parser, DeserializationContext context) {
				return new StringBuilder(parser.getString() + read(" and inner", String.class));
			}

		});
		this.codec = new DataCodec(JsonMapper.builder().addModule(module).build());
		assertThat(read("outer", StringBuilder.class)).hasToString("outer and inner");
		assertThat(read("next", String.class)).isEqualTo("next");
	}

	private @Nullable Object read(Object value, Class<?> type) {
		return this.codec
			.decode(this.codec.split(ByteBuffer.wrap(this.codec.encode("event", new Object[] { value }))).get(0), type);
	}

	private static Object value(Random random, int kind, int depth) {
		return switch (kind) {
			case 0 -> null;
			case 1 -> random.nextInt();
			case 2 -> random.nextLong(Integer.MAX_VALUE + 1L, Long.MAX_VALUE);
			case 3 -> random.nextBoolean();
			case 4 -> random.ints(random.nextInt(50), 0x20, 0xd800)
				.collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
				.toString();
			case 5 -> list(random, depth);
			case 6 -> map(random, depth);
			default -> {
				byte[] bytes = new byte[random.nextInt(3000)];
				random.nextBytes(bytes);
				yield bytes;
			}
		};
	}

	private static List<Object> list(Random random, int depth) {
		List<Object> list = new ArrayList<>();
		for (int i = random.nextInt(4); i > 0 && depth > 0; i--) {
			list.add(value(random, random.nextInt(7), depth - 1));
		}
		return list;
	}

	private static Map<String, Object> map(Random random, int depth) {
		Map<String, Object> map = new LinkedHashMap<>();
		for (int i = random.nextInt(4); i > 0 && depth > 0; i--) {
			map.put("key" + i, value(random, random.nextInt(7), depth - 1));
		}
		return map;
	}

	/**
	 * What cannot be written as JSON.
	 */
	record Unwritable(List<Object> values) {

		Unwritable() {
			this(new ArrayList<>());
			this.values.add(this);
		}

	}

}
