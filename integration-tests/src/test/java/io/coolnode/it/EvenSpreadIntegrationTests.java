package io.coolnode.it;

import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.coolnode.it.harness.App;
import io.coolnode.it.harness.Apps;
import io.coolnode.it.harness.Endurance;
import io.coolnode.it.harness.Load;
import io.coolnode.it.harness.LoadReport;
import io.coolnode.it.harness.Processes;
import io.coolnode.it.harness.RunningApp;
import io.coolnode.it.harness.WorkerRef;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How connections are spread that clients keep.
 */
class EvenSpreadIntegrationTests {

	/**
	 * The part of an even share that each worker has at least.
	 */
	private static final double LEAST = 0.7;

	private static final Duration BACK = Duration.ofMinutes(1);

	private static final int WINDOW = 200;

	@RegisterExtension
	static final Apps apps = new Apps();

	@Test
	void keptConnectionsAreEvenlySpreadAndAreSoAgainAfterADeathAndARestart() {
		RunningApp app = start(2);
		assertBurstsAreSpread(app, 2);
		int deaths = Endurance.choose(1, 5);
		try (Load.Running load = kept(app, 16)) {
			for (int i = 0; i < deaths; i++) {
				load.awaitAnswers(WINDOW);
				WorkerRef victim = app.worker("B");
				Processes.signal("KILL", victim.pid());
				WorkerRef next = app.awaitReplacement(victim);
				load.awaitAnswers(WINDOW);
				int failed = load.report().failures().size();
				Awaitility.await().atMost(BACK).until(() -> share(load, next) > LEAST / 2);
				assertThat(load.report().failures()).hasSize(failed);
			}
			int failed = load.report().failures().size();
			app.signal("HUP");
			app.awaitLog("Done: restart of all workers");
			Awaitility.await().atMost(BACK).until(() -> isEven(window(load), 2));
			assertThat(load.report().failures()).hasSize(failed);
		}
	}

	private static double share(Load.Running load, WorkerRef worker) {
		return window(load).getOrDefault(worker, 0.0);
	}

	/**
	 * Return which part of the next answers each worker gives.
	 */
	private static Map<WorkerRef, Double> window(Load.Running load) {
		Map<WorkerRef, Integer> before = load.report().answered();
		load.awaitAnswers(WINDOW);
		Map<WorkerRef, Integer> counts = new HashMap<>(load.report().answered());
		before.forEach((known, count) -> counts.merge(known, -count, Integer::sum));
		counts.values().removeIf((count) -> count == 0); // of processes that are gone
		double sum = counts.values().stream().mapToInt(Integer::intValue).sum();
		Map<WorkerRef, Double> parts = new HashMap<>();
		counts.forEach((known, count) -> parts.put(known, count / sum));
		return parts;
	}

	@Test
	void workerWhenStoppedDelaysNoneThatOthersServe() {
		RunningApp app = start(3);
		assertBurstsAreSpread(app, 3);
		WorkerRef stopped = app.worker("B");
		Processes.signal("STOP", stopped.pid());
		try {
			app.await("the stop", () -> Processes.state(stopped.pid()).equals("T"));
			long begin = System.nanoTime();
			LoadReport report = Load.on(app).clients(1, Load.Kind.FRESH_GET).send(300);
			assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
			assertThat(report.failures()).isEmpty();
			assertThat(report.byCode()).doesNotContainKey("B").hasSize(2);
		}
		finally {
			Processes.signal("CONT", stopped.pid());
		}
		Awaitility.await()
			.atMost(BACK)
			.until(() -> Load.on(app).clients(1, Load.Kind.FRESH_GET).send(20).byCode().containsKey("B"));
	}

	private static RunningApp start(int workers) {
		return apps.start(App.test()
			.workers(workers)
			.prefix("setsid", "--wait") // a terminal would change what HUP means
			.with("server.tomcat.max-keep-alive-requests", "-1")
			.named("even-" + workers)).awaitReady();
	}

	/**
	 * What a busy machine has kept from the even spread of a burst is mended within a
	 * minute.
	 */
	private static void assertBurstsAreSpread(RunningApp app, int workers) {
		for (int i = 0; i < Endurance.choose(2, 30); i++) {
			try (Load.Running load = kept(app, 32)) {
				Awaitility.await().atMost(BACK).until(() -> isEven(window(load), workers));
				assertThat(load.stop().failures()).isEmpty();
			}
		}
	}

	private static boolean isEven(Map<WorkerRef, Double> parts, int workers) {
		return parts.size() == workers && Collections.min(parts.values()) > LEAST / workers;
	}

	private static Load.Running kept(RunningApp app, int clients) {
		return Load.on(app).clients(clients, Load.Kind.KEPT_GET).serviceMillis(5).pause(Duration.ofMillis(25)).start();
	}

}
