package io.coolnode.metrics;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import io.coolnode.Sender;
import io.coolnode.WorkerState;
import io.coolnode.channel.KnownWorkers;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ReportingWorkers}.
 */
class ReportingWorkersTests {

	private static final String[] VIEWS = { "meters" };

	private final AtomicLong nanos = new AtomicLong();

	private final KnownWorkers cluster = new KnownWorkers().add("A", 1, WorkerState.READY)
		.add("B", 2, WorkerState.READY);

	private final ReportingWorkers workers = new ReportingWorkers(this.cluster, this.nanos::get);

	@Test
	void workerThatOwesAnAnswerIsNotAskedAgainForAWhile() {
		this.workers.add(new Sender("A", 1, 10), VIEWS);
		this.workers.toAsk("meters").get(0).asked("meters");
		assertThat(this.workers.toAsk("meters")).isEmpty();
		this.nanos.addAndGet(Duration.ofSeconds(31).toNanos());
		assertThat(this.workers.toAsk("meters")).hasSize(1);
	}

	@Test
	void workerThatHasAnsweredIsAskedAgain() {
		this.workers.add(new Sender("A", 1, 10), VIEWS);
		ReportingWorkers.Entry entry = this.workers.toAsk("meters").get(0);
		entry.asked("meters");
		entry.answered("meters");
		assertThat(this.workers.toAsk("meters")).containsExactly(entry);
		assertThat(this.workers.toAsk("prometheus")).isEmpty();
	}

	@Test
	void workerWhosePlaceBelongsToAnotherIsNotAsked() {
		this.workers.add(new Sender("B", 2, 10), VIEWS);
		this.cluster.add("B", 3, WorkerState.READY);
		this.workers.add(new Sender("B", 3, 11), VIEWS);
		assertThat(this.workers.toAsk("meters")).extracting((entry) -> entry.sender().id()).containsExactly(3L);
		assertThat(this.workers.newestFirst()).extracting((entry) -> entry.sender().id()).containsExactly(3L, 2L);
	}

	@Test
	void workerThatHasEndedIsNotAddedAgain() {
		this.workers.ended(1);
		this.workers.add(new Sender("A", 1, 10), VIEWS);
		assertThat(this.workers.find(1)).isNull();
	}

	@Test
	void laterSnapshotCounts() {
		this.workers.add(new Sender("A", 1, 10), VIEWS);
		ReportingWorkers.Entry entry = this.workers.find(1);
		assertThat(entry).isNotNull();
		entry.store("meters", new TakenSnapshot(2, new byte[] { 2 }));
		entry.store("meters", new TakenSnapshot(1, new byte[] { 1 }));
		assertThat(entry.last("meters").number()).isEqualTo(2);
	}

}
