package io.coolnode.channel;

import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import tools.jackson.databind.json.JsonMapper;

import io.coolnode.Sender;

/**
 * A message before it is sent, and after it was received.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class EncodeBenchmark {

	private final DataCodec codec = new DataCodec(new JsonMapper());

	private final Sender sender = new Sender("A", 1, 4711);

	private final byte[] received = encode();

	/**
	 * Encode a message.
	 * @return what travels
	 */
	@Benchmark
	public byte[] encode() {
		byte[] data = this.codec.encode("greeting", new Object[] { "hello from worker one, forty characters.", 42 });
		return Envelope.of(Envelope.Kind.MESSAGE, this.sender, 1, 0, "B", "greeting", data).bytes();
	}

	/**
	 * Read a message, as its handler does.
	 * @return one of its values
	 */
	@Benchmark
	public @Nullable Object decode() {
		Envelope envelope = Envelope.parse(this.received);
		var values = this.codec.split(envelope.data());
		this.codec.decode(values.get(0), String.class);
		return this.codec.decode(values.get(1), Integer.class);
	}

}
