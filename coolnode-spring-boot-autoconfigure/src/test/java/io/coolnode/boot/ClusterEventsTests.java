package io.coolnode.boot;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.coolnode.ClusterReadyEvent;
import io.coolnode.Worker;
import io.coolnode.WorkerExitedEvent;
import io.coolnode.WorkerReadyEvent;
import io.coolnode.cluster.ClusterView;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link ClusterEvents}.
 */
@ExtendWith(OutputCaptureExtension.class)
class ClusterEventsTests {

	private final Queue<Object> published = new ConcurrentLinkedQueue<>();

	private final ClusterView cluster = ClusterView.standalone("one");

	private final Worker worker = this.cluster.workers().get(0);

	private final ClusterEvents events = new ClusterEvents(this.cluster, this::publish);

	@AfterEach
	void close() {
		this.events.close();
	}

	private void publish(Object event) {
		this.published.add(event);
		this.published.add(Thread.currentThread().getName());
		if (event instanceof WorkerReadyEvent) {
			throw new IllegalStateException("out of tea");
		}
	}

	@Test
	void eventsWhenAListenerFailsGoOnInOrderOnTheirOwnThread(CapturedOutput output) {
		this.events.ready(this.worker);
		this.events.ready();
		this.events.exited(this.worker, 137, false);
		await().atMost(Duration.ofSeconds(5)).until(() -> this.published.size() == 6);
		assertThat(this.published).satisfiesExactly(
				(event) -> assertThat(((WorkerReadyEvent) event).getWorker()).isSameAs(this.worker),
				(thread) -> assertThat(thread).isEqualTo("coolnode-events"),
				(event) -> assertThat(((ClusterReadyEvent) event).getWorkers()).containsExactly(this.worker),
				(thread) -> assertThat(thread).isEqualTo("coolnode-events"), (event) -> {
					assertThat(((WorkerExitedEvent) event).getWorker()).isSameAs(this.worker);
					assertThat(((WorkerExitedEvent) event).getExitStatus()).isEqualTo(137);
					assertThat(((WorkerExitedEvent) event).isDrained()).isFalse();
				}, (thread) -> assertThat(thread).isEqualTo("coolnode-events"));
		assertThat(output).contains("A listener of WorkerReadyEvent failed").contains("out of tea");
	}

	@Test
	void eventWhenClosedIsNotPublished() {
		this.events.close();
		this.events.ready();
		assertThat(this.published).isEmpty();
	}

}
