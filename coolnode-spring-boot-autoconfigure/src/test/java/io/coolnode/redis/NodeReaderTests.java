package io.coolnode.redis;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.coolnode.channel.Control;
import io.coolnode.channel.Threads;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link NodeReader}.
 */
@ExtendWith(OutputCaptureExtension.class)
class NodeReaderTests {

	private static final String OWN = "own";

	private static final String ALL = "all";

	private static final long SELF = 1;

	private static final long OTHER = 2;

	private final FakeStreamStore store = new FakeStreamStore();

	private final Seal seal = new Seal("secret");

	private final List<String> received = new CopyOnWriteArrayList<>();

	private final NodeReader reader = new NodeReader(OWN, ALL, Positions.BEGINNING, SELF, this.store, this.seal,
			new Origins(), new Receiver());

	@AfterEach
	void close() {
		this.reader.close();
	}

	@Test
	void recordsWhenInBothStreamsComeInTheOrderOfTheirWriter() {
		add(ALL, OTHER, 1, 2, "second");
		add(OWN, OTHER, 1, 1, "first");
		add(OWN, OTHER, 2, 3, "third", "fourth");
		add(ALL, OTHER, 2, 4, "fifth");
		read("fifth");
		assertThat(this.received).containsExactly("first", "second", "third", "fourth", "fifth");
	}

	@Test
	void recordsWhenMoreThanAreReadAtOnceComeInTheOrderOfTheirWriter() {
		for (int i = 1; i <= 1200; i++) {
			this.store.tick();
			add(OWN, OTHER, i, 2L * i, "own" + i);
			add(ALL, OTHER, i, 2L * i + 1, "all" + i);
		}
		this.store.tick();
		add(ALL, OTHER, 1201, 3000, "last");
		read("last");
		assertThat(this.received).hasSize(2401);
		assertThat(this.received.subList(0, 2400))
			.isEqualTo(LongStream.rangeClosed(1, 1200).boxed().<String>mapMulti((i, sink) -> {
				sink.accept("own" + i);
				sink.accept("all" + i);
			}).toList());
	}

	@Test
	void recordWhenItStandsThereTwiceComesOnce() {
		add(OWN, OTHER, 1, 1, "first");
		add(OWN, OTHER, 2, 2, "second");
		add(OWN, OTHER, 1, 1, "first");
		add(OWN, OTHER, 2, 2, "second");
		add(OWN, OTHER, 3, 3, "last");
		read("last");
		assertThat(this.received).containsExactly("first", "second", "last");
	}

	@Test
	void recordWhenOthersAreMissingBeforeItComesAndTheLossIsSaid(CapturedOutput output) {
		add(OWN, OTHER, 1, 1, "first");
		add(OWN, OTHER, 4, 4, "last");
		read("last");
		assertThat(this.received).containsExactly("first", "last");
		assertThat(output).contains("2 records of the machine 'two' are lost");
	}

	@Test
	void recordWhenOwnIsPassedOver() {
		add(ALL, SELF, 1, 1, "own");
		add(ALL, OTHER, 1, 1, "last");
		read("last");
		assertThat(this.received).containsExactly("last");
	}

	@Test
	void recordWhenItsOriginIsNotProvedIsPassedOverAndSaid(CapturedOutput output) {
		this.store.add(OWN,
				new NodeRecord("two", OTHER, 1, 1, List.of(Messages.message("forged"))).encode(new Seal("guess"), OWN),
				10);
		this.store.add(OWN, new byte[3], 10);
		add(OWN, OTHER, 1, 1, "last");
		read("last");
		assertThat(this.received).containsExactly("last");
		assertThat(output).contains("in own is passed over, number 1 of that kind")
			.contains("cool.channel.redis.secret");
	}

	@Test
	void positionsTellHowFarWasRead() {
		add(OWN, OTHER, 1, 1, "first");
		add(ALL, OTHER, 1, 2, "last");
		read("last");
		Awaitility.await().untilAsserted(() -> {
			assertThat(this.reader.positionOfOwn()).isEqualTo(this.store.end(OWN));
			assertThat(this.reader.positionOfAll()).isEqualTo(this.store.end(ALL));
		});
	}

	private void add(String stream, long incarnation, long number, long order, String... words) {
		List<Item> items = Stream.of(words).<Item>map((word) -> new Item.Word(Control.of(word))).toList();
		this.store.add(stream, new NodeRecord("two", incarnation, number, order, items).encode(this.seal, stream),
				10_000);
	}

	private void read(String last) {
		Threads.startDaemon("coolnode-redis-reader", this.reader::run);
		Awaitility.await().until(() -> this.received.contains(last));
	}

	/**
	 * Keeps what it gets.
	 */
	private final class Receiver implements NodeReader.Receiver {

		@Override
		public void receive(NodeRecord record, Item item) {
			NodeReaderTests.this.received.add(Messages.name(item));
		}

		@Override
		public void read(int bytes) {
			assertThat(bytes).isPositive();
		}

		@Override
		public void pause(long since) {
			assertThat(since).isLessThanOrEqualTo(System.nanoTime());
		}

	}

}
