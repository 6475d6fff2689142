package io.coolnode.scheduling;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ScheduledTasks}.
 */
@ExtendWith(OutputCaptureExtension.class)
class ScheduledTasksTests {

	private final ScheduledTasks tasks = new ScheduledTasks();

	private final List<String> events = new ArrayList<>();

	@Test
	void taskWhenItsTurnHasNotComeIsNotScheduled() {
		add("A", "one");
		assertThat(this.events).isEmpty();
	}

	@Test
	void tasksWhenTheTurnComesAreScheduledIfTheyAreOfThisPlace(CapturedOutput output) {
		add("A", "one");
		add("B", "two");
		add("B", "three");
		add("master", "four");
		this.tasks.begin("A", () -> true);
		assertThat(this.events).containsExactly("schedule one");
		assertThat(output).contains("3 @Scheduled methods are off here: 2 in worker B, 1 in the master "
				+ "(cool.scheduling.run-on, @RunOn)");
	}

	@Test
	void turnWhenAllTasksAreOfThisPlaceIsNotTold(CapturedOutput output) {
		add("A", "one");
		this.tasks.begin("A", () -> true);
		assertThat(output).doesNotContain("off here");
	}

	@Test
	void runWhenItIsNotPermittedAtTheMomentIsLeftOut() {
		AtomicBoolean permitted = new AtomicBoolean(true);
		this.tasks.begin("A", permitted::get);
		this.tasks.run(() -> this.events.add("one"));
		permitted.set(false);
		this.tasks.run(() -> this.events.add("two"));
		assertThat(this.tasks.end()).isDone();
		permitted.set(true);
		this.tasks.run(() -> this.events.add("three"));
		assertThat(this.events).containsExactly("one");
	}

	@Test
	void runWhenItIsPermittedAgainBegins() {
		AtomicBoolean permitted = new AtomicBoolean();
		this.tasks.begin("A", permitted::get);
		this.tasks.run(() -> this.events.add("one"));
		permitted.set(true);
		this.tasks.run(() -> this.events.add("two"));
		assertThat(this.events).containsExactly("two");
	}

	@Test
	void taskWhenItIsAddedDuringTheTurnIsScheduledAtOnce() {
		this.tasks.begin("A", () -> true);
		add("A", "one");
		add("B", "two");
		assertThat(this.events).containsExactly("schedule one");
	}

	@Test
	void taskWhenTheTurnIsOverIsCancelledAndNeverRunsAgain() {
		add("A", "one");
		this.tasks.begin("A", () -> true);
		run("first");
		assertThat(this.tasks.end()).isCompleted();
		run("second");
		add("A", "late");
		this.tasks.begin("A", () -> true);
		assertThat(this.events).containsExactly("schedule one", "run first", "cancel one");
	}

	@Test
	void runWhenTheTurnHasNotComeIsNone() {
		run("early");
		assertThat(this.events).isEmpty();
	}

	@Test
	void endWhenARunIsInProgressCompletesAfterIt() {
		this.tasks.begin("A", () -> true);
		List<CompletableFuture<Void>> ends = new ArrayList<>();
		this.tasks.run(() -> this.tasks.run(() -> {
			ends.add(this.tasks.end());
			assertThat(ends.get(0)).isNotDone();
		}));
		assertThat(ends.get(0)).isCompleted();
	}

	@Test
	void endWhenARunFailsCompletesToo() {
		this.tasks.begin("A", () -> true);
		List<CompletableFuture<Void>> ends = new ArrayList<>();
		try {
			this.tasks.run(() -> {
				ends.add(this.tasks.end());
				throw new IllegalStateException("fails");
			});
		}
		catch (IllegalStateException ex) {
			this.events.add(ex.getMessage());
		}
		assertThat(this.events).containsExactly("fails");
		assertThat(ends.get(0)).isCompleted();
	}

	private void add(String place, String name) {
		this.tasks.add(new ScheduledTasks.Task(place, () -> this.events.add("schedule " + name),
				() -> this.events.add("cancel " + name)));
	}

	private void run(String name) {
		this.tasks.run(() -> this.events.add("run " + name));
	}

}
