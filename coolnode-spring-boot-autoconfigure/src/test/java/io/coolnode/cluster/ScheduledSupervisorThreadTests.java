package io.coolnode.cluster;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link ScheduledSupervisorThread}.
 */
class ScheduledSupervisorThreadTests {

	private static final Duration SOON = Duration.ofSeconds(10);

	private final ScheduledSupervisorThread thread = new ScheduledSupervisorThread();

	private final List<String> done = new CopyOnWriteArrayList<>();

	@AfterEach
	void shutdown() {
		this.thread.shutdown();
	}

	@Test
	void tasksWhenExecutedRunInOrderOnOneDaemonThread() {
		CompletableFuture<Thread> first = new CompletableFuture<>();
		CompletableFuture<Thread> last = new CompletableFuture<>();
		this.thread.execute(() -> first.complete(Thread.currentThread()));
		this.thread.execute(() -> this.done.add("second"));
		this.thread.execute(() -> last.complete(Thread.currentThread()));
		assertThat(last).succeedsWithin(SOON).isSameAs(first.join());
		assertThat(this.done).containsExactly("second");
		assertThat(last.join().getName()).isEqualTo("coolnode-supervisor");
		assertThat(last.join().isDaemon()).isTrue();
	}

	@Test
	void taskWhenScheduledRunsAfterItsDelay() {
		long before = this.thread.nanoTime();
		CompletableFuture<Long> time = new CompletableFuture<>();
		this.thread.schedule(Duration.ofMillis(50), () -> time.complete(this.thread.nanoTime()));
		this.thread.execute(() -> this.done.add("earlier"));
		assertThat(time).succeedsWithin(SOON).satisfies((at) -> {
			assertThat(Duration.ofNanos(at - before)).isGreaterThanOrEqualTo(Duration.ofMillis(50));
			assertThat(this.done).containsExactly("earlier");
		});
	}

	@ParameterizedTest
	@MethodSource("failures")
	@ExtendWith(OutputCaptureExtension.class)
	void taskWhenItFailsIsLoggedAndTheNextOneRuns(Error failure, CapturedOutput output) {
		this.thread.execute(() -> {
			throw failure;
		});
		assertThat(call(() -> {
		})).succeedsWithin(SOON);
		assertThat(output).contains("Supervision of the workers met an error", failure.toString());
	}

	static List<Error> failures() {
		return List.of(new NoClassDefFoundError("io/coolnode/Gone"), new OutOfMemoryError("Java heap space"),
				new AssertionError("impossible"));
	}

	@Test
	void assertCurrentWhenOnAnotherThreadFails() {
		assertThat(call(this.thread::assertCurrent)).succeedsWithin(SOON);
		assertThatIllegalStateException().isThrownBy(this.thread::assertCurrent);
	}

	@Test
	void assertCurrentWhenNothingHasRunFails() {
		assertThatIllegalStateException().isThrownBy(this.thread::assertCurrent);
	}

	@Test
	void tasksWhenShutDownAreDroppedInSilence() throws InterruptedException {
		CompletableFuture<Thread> current = new CompletableFuture<>();
		this.thread.execute(() -> current.complete(Thread.currentThread()));
		assertThat(current).succeedsWithin(SOON);
		this.thread.schedule(Duration.ofHours(1), () -> this.done.add("late"));
		this.thread.shutdown();
		this.thread.execute(() -> this.done.add("later"));
		current.join().join(SOON.toMillis());
		assertThat(current.join().isAlive()).isFalse();
		assertThat(this.done).isEmpty();
	}

	private CompletableFuture<Void> call(Runnable task) {
		CompletableFuture<Void> result = new CompletableFuture<>();
		this.thread.execute(() -> {
			try {
				task.run();
				result.complete(null);
			}
			catch (RuntimeException ex) {
				result.completeExceptionally(ex);
			}
		});
		return result;
	}

}
