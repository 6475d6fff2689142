package io.coolnode.websocket;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.coolnode.channel.tcp.LocalCluster;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SharedEntries}.
 */
class SharedEntriesTests {

	private LocalCluster cluster;

	private final List<SharedEntries<String>> opened = new ArrayList<>();

	@BeforeEach
	void start() throws Exception {
		this.cluster = new LocalCluster().start("A", "B");
	}

	@AfterEach
	void stop() throws Exception {
		this.opened.forEach(SharedEntries::close);
		this.cluster.close();
	}

	@Test
	void entryWhenPutReplacedAndRemovedIsToldToOthers() {
		Queue<String> seen = new ConcurrentLinkedQueue<>();
		SharedEntries<String> a = open(1, new ConcurrentLinkedQueue<>());
		open(2, seen);
		Awaitility.await().until(() -> !a.others().isEmpty() && !part(a, "B").mayHave("anything"));
		a.put("key", "one");
		a.put("key", "one");
		a.put("key", "two");
		a.remove("key", "over");
		a.remove("key", "over");
		awaitSeen(seen, "A key null->one ", "A key one->two ", "A key two->null over");
	}

	@Test
	void workerWhenItJoinsKnowsAllAndIsKnown() throws Exception {
		Queue<String> seenByA = new ConcurrentLinkedQueue<>();
		Queue<String> seenByC = new ConcurrentLinkedQueue<>();
		SharedEntries<String> a = open(1, seenByA);
		a.put("a", "one");
		this.cluster.connect("C", 3);
		SharedEntries<String> c = open(3, seenByC);
		c.put("c", "three");
		this.cluster.admit("C", 3);
		this.cluster.channel(3).ready();
		awaitSeen(seenByA, "C c null->three ");
		awaitSeen(seenByC, "A a null->one ");
		assertThat(c.others()).extracting((part) -> part.owner().code()).contains("A");
	}

	@Test
	void entriesWhenThereAreManyAllArrive() throws Exception {
		Queue<String> seen = new ConcurrentLinkedQueue<>();
		SharedEntries<String> a = open(1, new ConcurrentLinkedQueue<>());
		for (int i = 0; i < 1234; i++) {
			a.put("key " + i, "value");
		}
		this.cluster.connect("C", 3);
		SharedEntries<String> c = open(3, seen);
		this.cluster.admit("C", 3);
		Awaitility.await().untilAsserted(() -> assertThat(seen).hasSize(1234));
		Awaitility.await()
			.untilAsserted(
					() -> assertThat(part(c, "A")).satisfies((part) -> assertThat(part.mayHave("no")).isFalse()));
	}

	@Test
	void entriesWhenTheirOwnerEndsAreRemoved() {
		Queue<String> seen = new ConcurrentLinkedQueue<>();
		SharedEntries<String> b = open(2, new ConcurrentLinkedQueue<>());
		SharedEntries<String> a = open(1, seen);
		b.put("key", "value");
		awaitSeen(seen, "B key null->value ");
		this.cluster.kill("B", 2);
		awaitSeen(seen, "B key null->value ", "B key value->null " + SharedEntries.OWNER_ENDED);
		assertThat(a.others()).isEmpty();
	}

	@Test
	void entriesWhenWorkersOfTwoMachinesHaveTheSameIdAreToldApart() throws Exception {
		Queue<String> seenByOne = new ConcurrentLinkedQueue<>();
		Queue<String> seenByTwo = new ConcurrentLinkedQueue<>();
		try (LocalCluster two = LocalCluster.named("two").start("A", "B")) {
			SharedEntries<String> one = open(1, seenByOne);
			SharedEntries<String> other = open(two, 1, seenByTwo);
			this.cluster.meet(two);
			two.meet(this.cluster);
			one.put("key", "first");
			other.put("key", "second");
			awaitSeen(seenByOne, "two/A key null->second ");
			awaitSeen(seenByTwo, "one/A key null->first ");
			assertThat(one.others()).extracting((part) -> part.owner().code())
				.containsExactlyInAnyOrder("B", "two/A", "two/B");
			this.cluster.lose(two);
			awaitSeen(seenByOne, "two/A key null->second ", "two/A key second->null " + SharedEntries.OWNER_ENDED);
			this.cluster.meet(two);
			awaitSeen(seenByOne, "two/A key null->second ", "two/A key second->null " + SharedEntries.OWNER_ENDED,
					"two/A key null->second ");
			assertThat(seenByTwo).containsExactly("one/A key null->first ");
		}
	}

	@Test
	void partWhenItsOwnerHasNotToldAllMayHaveAnything() {
		SharedEntries<String> a = open(1, new ConcurrentLinkedQueue<>());
		Awaitility.await().untilAsserted(() -> assertThat(a.others()).hasSize(1));
		assertThat(part(a, "B").mayHave("anything")).isTrue();
		open(2, new ConcurrentLinkedQueue<>());
		Awaitility.await().untilAsserted(() -> assertThat(part(a, "B").mayHave("anything")).isFalse());
	}

	private static SharedEntries.Part<String> part(SharedEntries<String> entries, String owner) {
		return entries.others().stream().filter((part) -> part.owner().code().equals(owner)).findFirst().orElseThrow();
	}

	private SharedEntries<String> open(long id, Queue<String> seen) {
		return open(this.cluster, id, seen);
	}

	private SharedEntries<String> open(LocalCluster machine, long id, Queue<String> seen) {
		SharedEntries<String> entries = new SharedEntries<>(machine.channel(id).internal(), "test", String.class,
				(owner, key, before, after, reason) -> seen
					.add(owner.code() + " " + key + " " + before + "->" + after + " " + reason));
		entries.start();
		this.opened.add(entries);
		return entries;
	}

	private static void awaitSeen(Queue<String> seen, String... expected) {
		Awaitility.await().untilAsserted(() -> assertThat(seen).containsExactly(expected));
	}

}
