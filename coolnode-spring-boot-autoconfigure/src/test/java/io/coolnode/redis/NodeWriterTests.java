package io.coolnode.redis;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.coolnode.WorkerState;
import io.coolnode.channel.Threads;
import io.coolnode.channel.WorkerInfo;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link NodeWriter}.
 */
@ExtendWith(OutputCaptureExtension.class)
class NodeWriterTests {

	private static final long SELF = 1;

	private static final long WINDOW = 20_000;

	private final NodeSettings settings = new NodeSettings("one", "app", "secret", Duration.ofSeconds(10), 1000,
			Duration.ofSeconds(60), WINDOW);

	private final Keys keys = new Keys("app");

	private final Seal seal = new Seal("secret");

	private final FakeStreamStore store = new FakeStreamStore();

	private final Members members = new Members(Duration.ofSeconds(10), Duration.ofSeconds(60), System::nanoTime,
			new Silence());

	private final Surroundings surroundings = new Surroundings();

	private final NodeWriter writer = new NodeWriter(this.settings, this.keys, this.seal, SELF, this.store,
			this.members, this.surroundings);

	@BeforeEach
	void meet() {
		heard("two", 2, 0, 0);
		heard("three", 3, 0, 0);
	}

	@AfterEach
	void close() {
		this.writer.close();
	}

	@Test
	void presenceIsToldFirst() {
		start();
		Awaitility.await().until(() -> !records(this.keys.all()).isEmpty());
		assertThat(Messages.names(records(this.keys.all()).get(0).items())).containsExactly(Presence.WORD);
	}

	@Test
	void batchWhenItGoesToAllAndToMachinesKeepsItsOrder() {
		send("two", "a1");
		send("three", "b1");
		send("two", "a2");
		send(null, "all1");
		send(null, "all2");
		send("two", "a3");
		start();
		Awaitility.await().until(() -> records(this.keys.node("two", 2)).size() == 2);
		List<NodeRecord> toTwo = records(this.keys.node("two", 2));
		List<NodeRecord> toThree = records(this.keys.node("three", 3));
		List<NodeRecord> toAll = records(this.keys.all());
		assertThat(Messages.names(toTwo.get(0).items())).containsExactly("a1", "a2");
		assertThat(Messages.names(toTwo.get(1).items())).containsExactly("a3");
		assertThat(Messages.names(toThree.get(0).items())).containsExactly("b1");
		assertThat(Messages.names(toAll.get(1).items())).containsExactly("all1", "all2");
		assertThat(toTwo.get(0).order()).isLessThan(toAll.get(1).order());
		assertThat(toThree.get(0).order()).isLessThan(toAll.get(1).order());
		assertThat(toTwo.get(1).order()).isGreaterThan(toAll.get(1).order());
		assertThat(toTwo).extracting(NodeRecord::number).containsExactly(1L, 2L);
	}

	@Test
	void recordWhenItsWritingFailsIsWrittenAgainUnderItsNumber(CapturedOutput output) {
		start();
		Awaitility.await().until(() -> records(this.keys.all()).size() == 1);
		this.store.fail(1, true);
		send("two", "first");
		send("two", "second");
		Awaitility.await()
			.until(() -> records(this.keys.node("two", 2)).stream()
				.anyMatch((record) -> Messages.names(record.items()).contains("second"))
					&& records(this.keys.node("two", 2)).size() > 1);
		List<NodeRecord> records = records(this.keys.node("two", 2));
		assertThat(records.get(0)).usingRecursiveComparison().ignoringFields("items").isEqualTo(records.get(1));
		assertThat(output).contains("Messages to other machines wait: away").contains("Redis is back");
	}

	@Test
	void messagesWhenOthersDoNotReadThemWaitUntilTheyDo() {
		start();
		Awaitility.await().until(() -> records(this.keys.all()).size() == 1);
		AtomicInteger sent = new AtomicInteger();
		Awaitility.await().during(Duration.ofMillis(200)).until(() -> fill("two", sent) == 0);
		assertThat(sent).hasValueBetween(50, 200);
		assertThat(itemsTo("two")).isLessThan(sent.get());
		int before = this.surroundings.writable.get();
		Awaitility.await().until(() -> {
			heard("two", 2, 0, records(this.keys.node("two", 2)).size());
			this.writer.wake();
			return itemsTo("two") == sent.get();
		});
		assertThat(this.surroundings.writable).hasValueGreaterThan(before);
	}

	private int fill(String node, AtomicInteger sent) {
		int taken = 0;
		while (this.writer.write(node, Messages.envelope("x".repeat(10_000)))) {
			taken++;
		}
		sent.addAndGet(taken);
		return taken;
	}

	private int itemsTo(String node) {
		return records(this.keys.node(node, 2)).stream().mapToInt((record) -> record.items().size()).sum();
	}

	@Test
	void messagesWhenTheirMachineIsGoneAreGivenUpAndItIsSaid(CapturedOutput output) {
		send("two", "lost");
		this.members.leaves("two", 2);
		start();
		Awaitility.await().until(() -> output.toString().contains("1 messages to the machine 'two' are given up"));
	}

	@Test
	void broadcastWhenNobodyIsThereIsNotWritten() {
		Members none = new Members(Duration.ofSeconds(10), Duration.ofSeconds(60), System::nanoTime, new Silence());
		NodeWriter alone = new NodeWriter(this.settings, this.keys, this.seal, SELF, this.store, none,
				this.surroundings);
		for (int i = 0; i < 200; i++) {
			assertThat(alone.write(null, Messages.envelope("x".repeat(10_000)))).isTrue();
		}
	}

	@Test
	void closeWhenMessagesWaitWritesThem() {
		start();
		send("two", "last");
		this.writer.close();
		Awaitility.await().until(() -> records(this.keys.node("two", 2)).size() == 1);
	}

	private void send(@Nullable String node, String event) {
		assertThat(this.writer.write(node, Messages.envelope(event))).isTrue();
	}

	private void start() {
		Threads.startDaemon("coolnode-redis-writer", () -> {
			try {
				this.writer.run();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		});
	}

	private List<NodeRecord> records(String stream) {
		List<NodeRecord> records = new ArrayList<>();
		this.store.stream(stream)
			.forEach((stored) -> records.add(NodeRecord.decode(stored.bytes(), this.seal, stream)));
		return records;
	}

	private void heard(String node, long incarnation, long readOfAll, long readOfOwn) {
		List<WorkerInfo> workers = List
			.of(new WorkerInfo("A", 1, OptionalLong.of(1), WorkerState.READY, Instant.EPOCH, 0, node));
		this.members.heard(node, incarnation,
				new Presence("1-1", workers, Set.of(), Map.of(SELF, new Presence.Read(readOfAll, readOfOwn))));
	}

	/**
	 * Listens to nothing.
	 */
	private static final class Silence implements MembersListener {

		@Override
		public void joined(String node) {
		}

		@Override
		public void left(String node) {
		}

		@Override
		public void workersChanged(List<WorkerInfo> workers) {
		}

		@Override
		public void congested(String node, Set<String> receivers) {
		}

	}

	/**
	 * A machine without workers.
	 */
	private static final class Surroundings implements NodeWriter.Surroundings {

		private final AtomicInteger writable = new AtomicInteger();

		@Override
		public Presence presence() {
			return new Presence("1-1", List.of(), Set.of(), Map.of());
		}

		@Override
		public boolean keepName() {
			return true;
		}

		@Override
		public void writable() {
			this.writable.incrementAndGet();
		}

	}

}
