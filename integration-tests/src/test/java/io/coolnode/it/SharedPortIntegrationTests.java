package io.coolnode.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.coolnode.it.harness.App;
import io.coolnode.it.harness.Apps;
import io.coolnode.it.harness.Endurance;
import io.coolnode.it.harness.ExchangeException;
import io.coolnode.it.harness.FailureKind;
import io.coolnode.it.harness.Load;
import io.coolnode.it.harness.LoadReport;
import io.coolnode.it.harness.Processes;
import io.coolnode.it.harness.RunningApp;
import io.coolnode.it.harness.WorkerRef;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The port that four workers serve, and what happens on it when workers end.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SharedPortIntegrationTests {

	@RegisterExtension
	static final Apps apps = new Apps();

	private static RunningApp app;

	@BeforeAll
	static void start() {
		app = apps.start(App.test().workers(4).with("cool.server.drain-timeout", "20s").with("test.journal", "journal"))
			.awaitReady();
	}

	@Test
	@Order(1)
	void codesWhenClusterIsReadyAreLettersWithIdsInOrder() {
		assertThat(app.workers().keySet()).containsExactly("A", "B", "C", "D");
		assertThat(app.workers().values()).extracting(WorkerRef::id).containsExactlyInAnyOrder(1L, 2L, 3L, 4L);
		assertThat(app.workers().values()).extracting(WorkerRef::pid).doesNotHaveDuplicates();
	}

	@Test
	@Order(2)
	void requestsWhenWorkersAreIdleAreSpreadEvenly() {
		LoadReport report = Load.on(app).clients(1, Load.Kind.FRESH_GET).send(200);
		assertThat(report.failures()).isEmpty();
		Map<String, Integer> byCode = report.byCode();
		assertThat(byCode).hasSize(4);
		assertThat(Collections.max(byCode.values())).as("%s", byCode)
			.isLessThanOrEqualTo((int) (1.2 * Collections.min(byCode.values())));
	}

	@ParameterizedTest
	@EnumSource
	@Order(3)
	void requestsWhenWorkerDiesAreServedByOthersAndItsPlaceIsFilled(Death death) throws IOException {
		WorkerRef victim = app.worker("B");
		try (Load.Running load = Load.on(app)
			.clients(16, Load.Kind.FRESH_GET)
			.serviceMillis(100)
			.pause(Duration.ofMillis(20))
			.start()) {
			load.awaitAnswers(100);
			Set<Long> idsBefore = ids();
			death.bring(app, victim);
			WorkerRef next = app.awaitReplacement(victim);
			load.awaitAnswers(100);
			LoadReport report = load.stop();
			assertThat(next.id()).isGreaterThan(Collections.max(idsBefore));
			assertThat(app.log().lines("Worker B \\(id " + victim.id() + ".*ended: " + death.words)).hasSize(1);
			assertOnlyInServiceOf(victim, report);
			if (death.graceful) {
				assertThat(report.failures()).isEmpty();
			}
		}
	}

	private static Set<Long> ids() {
		return new HashSet<>(app.workers().values().stream().map(WorkerRef::id).toList());
	}

	/**
	 * Each request that failed had reached the worker that died, but for one that Tomcat
	 * may just have accepted, and one on its way to the controller.
	 */
	private static void assertOnlyInServiceOf(WorkerRef victim, LoadReport report) throws IOException {
		Path journal = apps.classDirectory().resolve("journal").resolve(Long.toString(victim.pid()));
		List<String> begun = Files.readAllLines(journal);
		assertThat(report.failures()).extracting(LoadReport.Failure::kind)
			.isSubsetOf(EnumSet.of(FailureKind.RESET, FailureKind.UNANSWERED, FailureKind.CUT));
		assertThat(report.failures()).filteredOn((failure) -> !begun.contains(Long.toString(failure.number())))
			.hasSizeLessThanOrEqualTo(2);
	}

	@Test
	@Order(4)
	void requestsWhenWorkersAreTerminatedOneAfterAnotherAreAllAnswered() {
		int rounds = Endurance.choose(2, 30);
		try (Load.Running load = Load.on(app)
			.clients(4, Load.Kind.FRESH_GET)
			.clients(4, Load.Kind.FRESH_POST)
			.clients(4, Load.Kind.KEPT_GET)
			.clients(4, Load.Kind.KEPT_POST)
			.pause(Duration.ofMillis(25))
			.start()) {
			for (int i = 0; i < rounds; i++) {
				load.awaitAnswers(200);
				WorkerRef victim = app.worker(List.of("A", "B", "C", "D").get(i % 4));
				Processes.signal("TERM", victim.pid());
				app.awaitReplacement(victim);
				app.awaitGone(victim.pid(), Duration.ofSeconds(25));
			}
			load.awaitAnswers(200);
			LoadReport report = load.stop();
			System.out.println(rounds + " drains: " + report);
			assertThat(report.failures()).isEmpty();
			assertThat(report.byCode()).hasSize(4);
		}
	}

	/**
	 * A way for a worker to end.
	 */
	enum Death {

		KILL("killed by SIGKILL", false) {
			@Override
			void bring(RunningApp app, WorkerRef victim) {
				Processes.signal("KILL", victim.pid());
			}
		},
		CRASH("killed by SIGABRT", false) {
			@Override
			void bring(RunningApp app, WorkerRef victim) {
				try {
					app.post(victim.code(), "/crash", "");
				}
				catch (ExchangeException ex) {
					assertThat(ex.kind()).isNotEqualTo(FailureKind.REFUSED);
				}
			}
		},
		EXIT_0("exit status 0", true) {
			@Override
			void bring(RunningApp app, WorkerRef victim) {
				app.post(victim.code(), "/exit?status=0", "");
			}
		},
		EXIT_1("exit status 1", true) {
			@Override
			void bring(RunningApp app, WorkerRef victim) {
				app.post(victim.code(), "/exit?status=1", "");
			}
		};

		private final String words;

		private final boolean graceful;

		Death(String words, boolean graceful) {
			this.words = words;
			this.graceful = graceful;
		}

		abstract void bring(RunningApp app, WorkerRef victim);

	}

}
