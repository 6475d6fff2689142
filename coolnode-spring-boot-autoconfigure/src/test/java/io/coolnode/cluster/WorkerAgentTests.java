package io.coolnode.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.coolnode.WorkerState;
import io.coolnode.channel.Control;
import io.coolnode.channel.Self;
import io.coolnode.channel.WorkerInfo;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WorkerAgent}.
 */
class WorkerAgentTests {

	private static final Duration SOON = Duration.ofSeconds(10);

	private static final Duration LONG = Duration.ofMinutes(1);

	private final ClusterView view = new ClusterView();

	private final CompletableFuture<Integer> exit = new CompletableFuture<>();

	private final CompletableFuture<Integer> halt = new CompletableFuture<>();

	private final WorkerAgent agent = new WorkerAgent(Self.of("A", 1), false, this.view, this.exit::complete,
			this.halt::complete);

	private final FakeLink link = new FakeLink(1);

	private final FakeTraffic traffic = new FakeTraffic();

	private final List<Duration> inboxTimeouts = new CopyOnWriteArrayList<>();

	private volatile boolean inboxDrains = true;

	@BeforeEach
	void open() {
		this.agent.onOpen(this.link);
	}

	@AfterEach
	void close() {
		this.agent.close();
		this.agent.onClosed();
	}

	private void serve() {
		this.agent.serve(this.traffic, (timeout) -> {
			this.inboxTimeouts.add(timeout);
			return this.inboxDrains;
		});
	}

	@Test
	void agentWhenConnectedTellsThatItLives() {
		Awaitility.await().untilAsserted(() -> assertThat(this.link.sentNames()).contains(ControlWords.HEARTBEAT));
	}

	@Test
	void readyWhenCalledTellsTheRelease() {
		this.agent.ready("shop 1.2");
		assertThat(this.link.sent()).contains(Control.of(ControlWords.WORKER_READY, "shop 1.2"));
		assertThat(this.traffic.calls()).isEmpty();
	}

	@Test
	void acceptWhenToldOpensTheWebServer() {
		serve();
		this.agent.onControl(Control.of(ControlWords.ACCEPT));
		assertThat(this.traffic.calls()).containsExactly("open");
	}

	@Test
	void acceptWhenDrainingIsTooLate() {
		serve();
		this.agent.drain(LONG);
		this.agent.onControl(Control.of(ControlWords.ACCEPT));
		assertThat(this.traffic.calls()).doesNotContain("open");
	}

	@Test
	void acceptWhenThePortCannotBeServedEndsTheWorker() {
		serve();
		this.traffic.failWith(new UncheckedIOException(new IOException("Address already in use")));
		this.agent.onControl(Control.of(ControlWords.ACCEPT));
		assertThat(this.exit).succeedsWithin(SOON).isEqualTo(1);
	}

	@Test
	void workersWhenToldAreInTheView() {
		WorkerInfo info = new WorkerInfo("B", 2, OptionalLong.of(20), WorkerState.READY, Instant.EPOCH, 0, "one");
		this.agent.onControl(Control.of(ControlWords.WORKERS, WorkerInfo.format(info)));
		assertThat(this.view.workers()).containsExactly(info);
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void wordWhenUnknownIsLogged(CapturedOutput output) {
		this.agent.onControl(Control.of("coolnode.sing"));
		assertThat(output).contains("coolnode.sing");
	}

	@Test
	void dutyWhenGivenForGoodBegins() {
		FakeDuty duty = new FakeDuty();
		this.agent.perform(duty);
		this.agent.onControl(Control.of(ControlWords.DUTY));
		assertThat(duty.permitted).succeedsWithin(SOON)
			.satisfies((permitted) -> assertThat(permitted.getAsBoolean()).isTrue());
		assertThat(this.link.sentNames()).doesNotContain(ControlWords.DUTY_ASKED);
	}

	@Test
	void dutyWhenGivenForATimeBeginsWhenThatBegins() {
		FakeDuty duty = new FakeDuty();
		this.agent.perform(duty);
		this.agent.onControl(Control.of(ControlWords.DUTY, "1000000"));
		Awaitility.await().until(() -> this.link.sentNames().contains(ControlWords.DUTY_ASKED));
		this.agent.onControl(Control.of(ControlWords.DUTY_REMAINS, Long.toString(System.nanoTime()), "0"));
		assertThat(duty.permitted).isNotDone();
		this.agent.onControl(Control.of(ControlWords.DUTY_REMAINS, Long.toString(System.nanoTime()), "100000000000"));
		assertThat(duty.permitted).succeedsWithin(SOON)
			.satisfies((permitted) -> assertThat(permitted.getAsBoolean()).isTrue());
		this.agent.onControl(Control.of(ControlWords.DUTY_REMAINS, Long.toString(System.nanoTime()), "0"));
		assertThat(duty.permitted.join().getAsBoolean()).isFalse();
	}

	@Test
	void drainWhenAskedForFinishesWhatThereIsAndExits() {
		serve();
		CompletableFuture<Integer> connections = this.traffic.busy();
		ask(LONG);
		Awaitility.await().until(() -> this.traffic.calls().contains("drain 500"));
		assertThat(this.exit).isNotDone();
		assertThat(this.inboxTimeouts).isEmpty();
		connections.complete(0);
		assertThat(this.exit).succeedsWithin(SOON).isEqualTo(0);
		assertThat(this.inboxTimeouts).hasSize(1);
		assertThat(this.link.sent()).contains(Control.of(ControlWords.DRAINING, "ASKED"));
	}

	@Test
	void drainingWhenSaidIsTrue() {
		serve();
		this.traffic.failWith(new IllegalStateException("cannot stop"));
		ask(LONG);
		assertThat(this.exit).succeedsWithin(SOON);
		assertThat(this.link.sentNames()).doesNotContain(ControlWords.DRAINING);
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void drainWhenTimeIsUpSaysWhatIsLost(CapturedOutput output) {
		serve();
		this.traffic.busy();
		this.inboxDrains = false;
		ask(Duration.ofMillis(50));
		assertThat(this.exit).succeedsWithin(SOON).isEqualTo(0);
		assertThat(output).contains("1 connections were still open after 50 ms (cool.server.drain-timeout)");
		assertThat(output).contains("Messages of the channel were still waiting after 50 ms");
	}

	@Test
	void drainWhenThereIsNoWebServerYetExits() {
		ask(LONG);
		assertThat(this.exit).succeedsWithin(SOON).isEqualTo(0);
		assertThat(this.link.sent()).contains(Control.of(ControlWords.DRAINING, "ASKED"));
	}

	@Test
	void drainWhenTheContextClosesDoesNotExit() {
		serve();
		this.agent.drain(LONG);
		assertThat(this.traffic.calls()).contains("drain 60000");
		assertThat(this.link.sent()).contains(Control.of(ControlWords.DRAINING, "CLOSE"));
		assertThat(this.exit).isNotDone();
	}

	@Test
	void drainWhenTheContextClosesInAnotherWaitsForThat() {
		serve();
		CompletableFuture<Integer> connections = this.traffic.busy();
		ask(LONG);
		Awaitility.await().until(() -> this.traffic.calls().contains("drain 500"));
		CompletableFuture<Void> close = CompletableFuture.runAsync(() -> this.agent.drain(LONG),
				(task) -> new Thread(task).start());
		Awaitility.await().until(() -> this.traffic.calls().contains("idle 60000"));
		assertThat(close).isNotDone();
		connections.complete(0);
		assertThat(close).succeedsWithin(SOON);
		assertThat(this.link.sentNames()).containsOnlyOnce(ControlWords.DRAINING);
	}

	@Test
	void terminateWhenServingWaitsForTheMastersWord() {
		serve();
		this.agent.terminate(LONG, LONG, 143);
		assertThat(this.link.sentNames()).contains(ControlWords.SIGNALLED).doesNotContain(ControlWords.DRAINING);
		assertThat(this.traffic.calls()).isEmpty();
		ask(LONG);
		assertThat(this.exit).succeedsWithin(SOON).isEqualTo(143);
		assertThat(this.traffic.calls()).contains("drain 500");
		assertThat(this.link.sent()).contains(Control.of(ControlWords.DRAINING, "SIGNAL"));
	}

	@Test
	void terminateWhenTheMasterSaysNothingDrainsByItself() {
		serve();
		this.agent.terminate(LONG, Duration.ofMillis(20), 143);
		assertThat(this.exit).succeedsWithin(SOON).isEqualTo(143);
		assertThat(this.link.sent()).contains(Control.of(ControlWords.DRAINING, "SIGNAL"));
	}

	@Test
	void terminateWhenItComesTwiceDrainsAtOnce() {
		serve();
		this.agent.terminate(LONG, LONG, 143);
		this.agent.terminate(LONG, LONG, 143);
		assertThat(this.exit).succeedsWithin(SOON).isEqualTo(143);
	}

	@Test
	void terminateWhenBootingExitsAtOnce() {
		this.agent.terminate(LONG, LONG, 143);
		assertThat(this.exit).succeedsWithin(SOON).isEqualTo(143);
		assertThat(this.link.sent()).contains(Control.of(ControlWords.DRAINING, "SIGNAL"));
	}

	@Test
	void reportFailureWhenTheMasterTakesItIsTrue() {
		CompletableFuture<Boolean> taken = CompletableFuture
			.supplyAsync(() -> this.agent.reportFailure("No bean.", "Define it."));
		Awaitility.await()
			.until(() -> this.link.sent().contains(Control.of(ControlWords.BOOT_FAILURE, "No bean.", "Define it.")));
		assertThat(taken).isNotDone();
		this.agent.onControl(Control.of(ControlWords.BOOT_FAILURE_TAKEN));
		assertThat(taken).succeedsWithin(SOON).isEqualTo(true);
	}

	@Test
	void reportFailureWhenTheMasterIsGoneIsFalse() {
		this.agent.close();
		this.agent.onClosed();
		assertThat(this.agent.reportFailure("No bean.", "")).isFalse();
	}

	@Test
	void reportFailureWhenTheMasterHasAskedForTheEndIsTrue() {
		ask(LONG);
		assertThat(this.exit).succeedsWithin(SOON);
		this.agent.close();
		this.agent.onClosed();
		assertThat(this.agent.reportFailure("No bean.", "")).isTrue();
	}

	@Test
	void connectionWhenItEndsEndsTheWorker() {
		serve();
		this.agent.onClosed();
		assertThat(this.halt).succeedsWithin(SOON).isEqualTo(1);
		assertThat(this.traffic.calls()).first().isEqualTo("stop");
	}

	@Test
	void connectionWhenThisProcessHasClosedItEndsNothing() {
		this.agent.close();
		assertThat(this.link.isClosed()).isTrue();
		this.agent.onClosed();
		assertThat(this.halt).isNotDone();
	}

	private void ask(Duration timeout) {
		this.agent.onControl(Control.of(ControlWords.DRAIN, new DrainTerms(timeout, Duration.ofMillis(500)).format()));
	}

	@Test
	void spareWhenItIsPromotedGoesOnWithItsCode() throws InterruptedException {
		Self self = Self.spare(2, (where) -> {
		});
		WorkerAgent spare = spare(self);
		CompletableFuture<OptionalInt> outcome = standBy(spare);
		spare.onControl(Control.of(ControlWords.PROMOTED, "B"));
		assertThat(outcome).succeedsWithin(SOON).isEqualTo(OptionalInt.empty());
		assertThat(self.code()).isEqualTo("B");
		assertThat(spare.standBy("1.0")).isEmpty();
	}

	@Test
	void spareWhenItIsToldToDrainLeavesByItself() {
		WorkerAgent spare = spare(Self.spare(2, (where) -> {
		}));
		spare.serve(this.traffic, (timeout) -> true);
		CompletableFuture<OptionalInt> outcome = standBy(spare);
		spare.onControl(Control.of(ControlWords.DRAIN, new DrainTerms(LONG, LONG).format()));
		assertThat(outcome).succeedsWithin(SOON).isEqualTo(OptionalInt.of(0));
		assertThat(this.link.sent()).contains(Control.of(ControlWords.DRAINING, "ASKED"));
		assertThat(this.exit).isNotDone();
	}

	@Test
	void spareWhenItGetsSigtermLeavesByItself() {
		WorkerAgent spare = spare(Self.spare(2, (where) -> {
		}));
		spare.serve(this.traffic, (timeout) -> true);
		CompletableFuture<OptionalInt> outcome = standBy(spare);
		spare.terminate(LONG, LONG, 143);
		assertThat(outcome).succeedsWithin(SOON).isEqualTo(OptionalInt.of(143));
		assertThat(this.link.sentNames()).contains(ControlWords.DRAINING).doesNotContain(ControlWords.SIGNALLED);
		spare.onControl(Control.of(ControlWords.PROMOTED, "B"));
		assertThat(this.exit).isNotDone();
	}

	@Test
	void spareWhenItsCodeIsWantedTellsTheMasterAndWaitsForItsEnd() {
		WorkerAgent spare = spare(Self.spare(2, (where) -> {
		}));
		CompletableFuture<Void> told = CompletableFuture.runAsync(() -> spare.codeWanted("Shop.init"));
		Awaitility.await().until(() -> this.link.sentNames().contains(ControlWords.CODE_WANTED));
		spare.onClosed();
		assertThat(told).succeedsWithin(SOON);
	}

	private WorkerAgent spare(Self self) {
		WorkerAgent spare = new WorkerAgent(self, true, this.view, this.exit::complete, this.halt::complete);
		spare.onOpen(this.link);
		return spare;
	}

	private CompletableFuture<OptionalInt> standBy(WorkerAgent spare) {
		CompletableFuture<OptionalInt> outcome = CompletableFuture.supplyAsync(() -> {
			try {
				return spare.standBy("1.0");
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		});
		Awaitility.await().until(() -> this.link.sentNames().contains(ControlWords.STANDING_BY));
		return outcome;
	}

	private static final class FakeDuty implements Duty {

		private final CompletableFuture<BooleanSupplier> permitted = new CompletableFuture<>();

		@Override
		public void begin(BooleanSupplier permitted) {
			this.permitted.complete(permitted);
		}

		@Override
		public CompletableFuture<Void> end() {
			return CompletableFuture.completedFuture(null);
		}

	}

}
