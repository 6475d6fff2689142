package io.coolnode.channel;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

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
import tools.jackson.databind.json.JsonMapper;

import io.coolnode.Sender;

/**
 * A message in the master on its way to one worker or to all, without connections.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RouteBenchmark {

	private final MasterRouter router = new MasterRouter(new ChannelSettings(8 << 20, 64 << 20, Duration.ofSeconds(5),
			Duration.ofSeconds(30), Delivery.AT_MOST_ONCE));

	/**
	 * How many workers there are.
	 */
	@Param({ "2", "16" })
	private int workers;

	private byte[] one = message("B");

	private byte[] all = message(Target.ALL);

	private static byte[] message(String target) {
		byte[] data = new DataCodec(new JsonMapper()).encode("greeting",
				new Object[] { "hello from worker one, forty characters.", 42 });
		return Envelope.of(Envelope.Kind.MESSAGE, new Sender("A", 1, 4711), 1, 0, target, "greeting", data).bytes();
	}

	/**
	 * Connect workers.
	 */
	@Setup
	public void connect() {
		for (int i = 0; i < this.workers; i++) {
			Link link = new TakingLink(i + 1);
			String code = String.valueOf((char) ('A' + i));
			this.router.connected(link);
			this.router.open(code);
			this.router.admit(code, link);
		}
	}

	/**
	 * Hand on a message to one worker.
	 */
	@Benchmark
	public void toOne() {
		this.router.route(Envelope.parse(this.one));
	}

	/**
	 * Hand on a message to all workers.
	 */
	@Benchmark
	public void toAll() {
		this.router.route(Envelope.parse(this.all));
	}

	/**
	 * A connection that takes everything and sends nothing.
	 *
	 * @param workerId the id of the worker
	 */
	private record TakingLink(long workerId) implements Link {

		@Override
		public void send(Control control) {
		}

		@Override
		public boolean write(Envelope envelope) {
			return true;
		}

		@Override
		public void flush() {
		}

		@Override
		public void flushSoon() {
		}

		@Override
		public void close() {
		}

	}

}
