package io.coolnode.redis;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.coolnode.WorkerState;
import io.coolnode.channel.WorkerInfo;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Members}.
 */
class MembersTests {

	private long seconds;

	private final List<String> told = new ArrayList<>();

	private final Members members = new Members(Duration.ofSeconds(10), Duration.ofSeconds(60),
			() -> Duration.ofSeconds(this.seconds).toNanos(), new Listener());

	@Test
	void heardWhenNewIsTold() {
		assertThat(this.members.heard("two", 1, presence("A", "B"))).isTrue();
		assertThat(this.told).containsExactly("joined two", "congested two []", "workers [two/A, two/B]");
		assertThat(this.members.find("two")).isNotNull();
	}

	@Test
	void heardWhenNothingChangesIsNotTold() {
		this.members.heard("two", 1, presence("A"));
		this.told.clear();
		assertThat(this.members.heard("two", 1, presence("A"))).isFalse();
		assertThat(this.told).isEmpty();
	}

	@Test
	void heardWhenWorkersOrReceiversChangeTellsThat() {
		this.members.heard("two", 1, presence("A"));
		this.told.clear();
		this.members.heard("two", 1, new Presence("1-1", List.of(), Set.of("two/A"), Map.of()));
		assertThat(this.told).containsExactly("congested two [two/A]", "workers []");
	}

	@Test
	void heardWhenStartedAgainTellsThatItLeftBefore() {
		this.members.heard("two", 1, presence("A"));
		this.told.clear();
		assertThat(this.members.heard("two", 2, presence("A"))).isTrue();
		assertThat(this.told).startsWith("workers []", "left two", "joined two");
		this.members.leaves("two", 1);
		assertThat(this.members.find("two")).isNotNull();
	}

	@Test
	void expireWhenSilentTooLongTellsThatItLeft() {
		this.members.heard("two", 1, presence("A"));
		this.members.heard("three", 1, presence("A"));
		this.seconds = 8;
		this.members.heard("two", 1, presence("A"));
		this.told.clear();
		this.seconds = 11;
		this.members.expire(0);
		assertThat(this.told).containsExactly("workers [two/A]", "left three");
		assertThat(this.members.isEmpty()).isFalse();
	}

	@Test
	void expireWhenNobodyCouldBeHeardDoesNotCountThatTime() {
		this.members.heard("two", 1, presence("A"));
		this.seconds = 40;
		this.members.expire(Duration.ofSeconds(35).toNanos());
		assertThat(this.members.find("two")).isNotNull();
		this.seconds = 46;
		this.members.expire(Duration.ofSeconds(35).toNanos());
		assertThat(this.members.find("two")).isNull();
	}

	@Test
	void goneWhenItMayComeBackIsRemembered() {
		this.members.heard("two", 1, presence("A"));
		this.members.leaves("two", 1);
		assertThat(this.told).contains("left two");
		assertThat(this.members.gone()).singleElement().satisfies((gone) -> assertThat(gone.node()).isEqualTo("two"));
		this.members.heard("two", 1, presence("A"));
		assertThat(this.members.gone()).isEmpty();
		this.members.leaves("two", 1);
		this.seconds = 61;
		this.members.expire(0);
		assertThat(this.members.isEmpty()).isTrue();
	}

	@Test
	void giveUpTellsThatAllLeft() {
		this.members.heard("two", 1, presence("A"));
		this.members.heard("three", 1, presence("A"));
		this.members.giveUp("it ends");
		assertThat(this.told).contains("left two", "left three");
		assertThat(this.members.present()).isEmpty();
	}

	private static Presence presence(String... codes) {
		List<WorkerInfo> workers = Stream.of(codes)
			.map((code) -> new WorkerInfo(code, 1, OptionalLong.of(1), WorkerState.READY, Instant.EPOCH, 0, "two"))
			.toList();
		return new Presence("1-1", workers, Set.of(), Map.of());
	}

	/**
	 * Keeps what is told.
	 */
	private final class Listener implements MembersListener {

		@Override
		public void joined(String node) {
			MembersTests.this.told.add("joined " + node);
		}

		@Override
		public void left(String node) {
			MembersTests.this.told.add("left " + node);
		}

		@Override
		public void workersChanged(List<WorkerInfo> workers) {
			MembersTests.this.told.add("workers " + workers.stream().map(WorkerInfo::code).toList());
		}

		@Override
		public void congested(String node, Set<String> receivers) {
			MembersTests.this.told.add("congested " + node + " " + receivers);
		}

	}

}
