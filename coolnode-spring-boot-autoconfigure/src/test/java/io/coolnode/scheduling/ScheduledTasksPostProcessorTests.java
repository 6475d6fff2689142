package io.coolnode.scheduling;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.annotation.ScheduledAnnotationBeanPostProcessor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ScheduledTasksPostProcessor} with a real scheduler.
 */
@ExtendWith(OutputCaptureExtension.class)
class ScheduledTasksPostProcessorTests {

	private static final List<String> CODES = List.of("A", "B");

	private static final Duration PATIENCE = Duration.ofSeconds(5);

	private @Nullable AnnotationConfigApplicationContext context;

	@AfterEach
	void close() {
		if (this.context != null) {
			this.context.close();
		}
	}

	@Test
	void methodsWhenTheTurnComesRunIfTheyArePlacedHere(CapturedOutput output) {
		ScheduledTasksPostProcessor processor = worker("A");
		Methods methods = start(processor, Methods.class).getBean(Methods.class);
		Awaitility.await().atMost(PATIENCE).until(() -> methods.everywhere.get() > 1);
		assertThat(methods.here.get()).isZero();
		processor.tasks().begin("A", () -> true);
		Awaitility.await().atMost(PATIENCE).until(() -> methods.here.get() > 1);
		assertThat(methods.elsewhere.get()).isZero();
		assertThat(output).contains("1 @Scheduled method is off here: it runs in worker B");
	}

	@Test
	void methodsWhenTheTurnIsOverDoNotRunAgain() {
		ScheduledTasksPostProcessor processor = worker("A");
		Methods methods = start(processor, Methods.class).getBean(Methods.class);
		processor.tasks().begin("A", () -> true);
		Awaitility.await().atMost(PATIENCE).until(() -> methods.here.get() > 1);
		processor.tasks().end().join();
		int runs = methods.here.get();
		Other other = start(worker("all"), Other.class).getBean(Other.class);
		Awaitility.await().atMost(PATIENCE).until(() -> other.runs.get() > 20);
		assertThat(methods.here.get()).isEqualTo(runs);
	}

	@Test
	void endWhenAMethodRunsWaitsForIt() throws InterruptedException {
		ScheduledTasksPostProcessor processor = worker("A");
		Slow slow = start(processor, Slow.class).getBean(Slow.class);
		processor.tasks().begin("A", () -> true);
		slow.entered.await();
		CompletableFuture<Void> end = processor.tasks().end();
		assertThat(end).isNotDone();
		slow.release.countDown();
		assertThat(end).succeedsWithin(PATIENCE);
	}

	@Test
	void methodsWhenInTheMasterRunFromItsStart(CapturedOutput output) {
		ScheduledTasksPostProcessor processor = ScheduledTasksPostProcessor.master(new Placement("A"), CODES,
				(name) -> name.endsWith("Other"), false);
		Other other = start(processor, Other.class, Slow.class).getBean(Other.class);
		Awaitility.await().atMost(PATIENCE).until(() -> other.runs.get() > 1);
		assertThat(output).containsOnlyOnce("1 @Scheduled method is off here: it runs in worker A");
	}

	@Test
	void methodsWhenOtherMastersHaveThemTooRunWhenTheTurnComes() {
		ScheduledTasksPostProcessor processor = ScheduledTasksPostProcessor.master(new Placement("A"), CODES,
				(name) -> name.endsWith("Other"), true);
		Other other = start(processor, Other.class, Slow.class, Methods.class).getBean(Other.class);
		Methods methods = Objects.requireNonNull(this.context).getBean(Methods.class);
		assertThat(processor.places()).containsExactlyInAnyOrder("A", "B", "master");
		Awaitility.await().atMost(PATIENCE).until(() -> methods.everywhere.get() > 1);
		assertThat(other.runs.get()).isZero();
		processor.tasks().beginInMaster(() -> true);
		Awaitility.await().atMost(PATIENCE).until(() -> other.runs.get() > 1);
	}

	@Test
	void methodsWhenNobodyEnablesThemAreNotTold(CapturedOutput output) {
		ScheduledTasksPostProcessor processor = ScheduledTasksPostProcessor.master(new Placement("A"), CODES,
				(name) -> false, false);
		this.context = new AnnotationConfigApplicationContext();
		this.context.addBeanFactoryPostProcessor(processor);
		this.context.register(Slow.class);
		this.context.refresh();
		assertThat(output).doesNotContain("off here");
	}

	@Test
	void methodWhenItsAnnotationIsWrongEndsTheStartInEachProcess() {
		assertThatExceptionOfType(Exception.class).isThrownBy(() -> start(worker("B"), Wrong.class))
			.withStackTraceContaining("Encountered invalid @Scheduled method 'run'");
	}

	@Test
	void placeWhenItIsUnknownEndsTheStart() {
		assertThatExceptionOfType(UnknownPlaceException.class).isThrownBy(() -> start(worker("C"), Slow.class))
			.satisfies((ex) -> assertThat(new UnknownPlaceFailureAnalyzer().analyze(ex).getDescription()).isEqualTo(
					"cool.scheduling.run-on says that scheduled methods run in 'C', but no worker has this code."))
			.satisfies((ex) -> assertThat(new UnknownPlaceFailureAnalyzer().analyze(ex).getAction()).isEqualTo(
					"Say one of A, B, 'master' or 'all', or set cool.server.workers to a number that includes 'C'."));
	}

	@Test
	void placeWhenItIsUnknownAndAMethodsOwnEndsTheStart() {
		assertThatExceptionOfType(UnknownPlaceException.class).isThrownBy(() -> start(worker("A"), Lost.class))
			.withMessageContaining("@RunOn of " + Lost.class.getName() + ".run() names 'X'");
	}

	@Test
	void placeWhenItIsUnknownAfterTheStartOfTheClusterIsNoFailure() {
		ScheduledTasksPostProcessor processor = ScheduledTasksPostProcessor.worker(new Placement("C"), List.of());
		assertThat(start(processor, Lost.class).isActive()).isTrue();
	}

	private ScheduledTasksPostProcessor worker(String runOn) {
		return ScheduledTasksPostProcessor.worker(new Placement(runOn), CODES);
	}

	private AnnotationConfigApplicationContext start(ScheduledTasksPostProcessor processor, Class<?>... classes) {
		close();
		AnnotationConfigApplicationContext started = new AnnotationConfigApplicationContext();
		this.context = started;
		started.addBeanFactoryPostProcessor(processor);
		started.register(Enabled.class);
		started.register(classes);
		started.refresh();
		assertThat(started.getBean(ScheduledAnnotationBeanPostProcessor.class))
			.isInstanceOf(PlacedScheduledProcessor.class);
		return started;
	}

	@EnableScheduling
	static class Enabled {

	}

	static class Methods {

		private final AtomicInteger here = new AtomicInteger();

		private final AtomicInteger everywhere = new AtomicInteger();

		private final AtomicInteger elsewhere = new AtomicInteger();

		@Scheduled(fixedRate = 5)
		void runHere() {
			this.here.incrementAndGet();
		}

		@Scheduled(fixedRate = 5)
		@RunOn("all")
		void runEverywhere() {
			this.everywhere.incrementAndGet();
		}

		@Scheduled(fixedRate = 5)
		@RunOn("B")
		void runElsewhere() {
			this.elsewhere.incrementAndGet();
		}

	}

	static class Other {

		private final AtomicInteger runs = new AtomicInteger();

		@Scheduled(fixedRate = 5)
		void run() {
			this.runs.incrementAndGet();
		}

	}

	static class Slow {

		private final CountDownLatch entered = new CountDownLatch(1);

		private final CountDownLatch release = new CountDownLatch(1);

		@Scheduled(fixedDelay = 5)
		void run() throws InterruptedException {
			this.entered.countDown();
			this.release.await();
		}

	}

	static class Wrong {

		@Scheduled(cron = "never")
		void run() {
		}

	}

	static class Lost {

		@Scheduled(fixedRate = 5)
		@RunOn("x")
		void run() {
		}

	}

}
