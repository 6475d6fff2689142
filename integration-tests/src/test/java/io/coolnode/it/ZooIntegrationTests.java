package io.coolnode.it;

import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import io.coolnode.it.harness.Apps;
import io.coolnode.it.harness.HttpAnswer;
import io.coolnode.it.harness.HttpConnection;
import io.coolnode.it.harness.Processes;
import io.coolnode.it.harness.RunningApp;
import io.coolnode.it.harness.WorkerRef;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application with most of what one may have: what comes to life in its master and in
 * its workers, and where its scheduled methods run.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ZooIntegrationTests {

	private static final String NAME = "zoo";

	private static final String CENSUS = "census ";

	@RegisterExtension
	static final Apps apps = new Apps();

	@TempDir
	private static Path directory;

	private static ZooSurroundings surroundings;

	private static RunningApp app;

	@BeforeAll
	static void start() throws Exception {
		surroundings = new ZooSurroundings(directory);
		app = apps.start(surroundings.app(NAME).workers(2).with("zoo.run-duration", 300).with("zoo.errand", true));
		app.awaitLog("Worker A .* is ready");
		app.awaitReady();
		app.await("the census", () -> events(CENSUS).findAny().isPresent());
	}

	@AfterAll
	static void stop() throws Exception {
		app.stop();
		surroundings.close();
	}

	@Test
	@Order(1)
	void masterWhenLeanHasNoPoolConsumerRunnerOrScheduler() {
		List<String> census = events(CENSUS).map((entry) -> entry.event().substring(CENSUS.length())).toList();
		assertThat(census).hasSize(1);
		List<String> singletons = List.of(census.get(0).split(","));
		assertThat(singletons).contains("census", "gossip", "coolNodeChannel")
			.doesNotContain("dataSource", "entityManagerFactory", "jpaSharedEM_entityManagerFactory", "flyway",
					"flywayInitializer", "animalRepository", "jmsConnectionFactory", "animalRunner", "zooApplication",
					"openingListener", "everybody", "springSecurityFilterChain", "webConfiguration", "gossip.Guide",
					"timetable", "tomcatServletWebServerFactory", "healthEndpoint")
			.filteredOn((name) -> !name.startsWith("coolNode"))
			.noneMatch((name) -> name.matches("(?i).*(scheduler|scheduled|jmsListener|feeding|keeper|readyNote).*"));
	}

	@Test
	@Order(2)
	void masterWhenItHasStartedHasToldOnceWhatLivesInIt() {
		assertThat(app.log().lines("The master is lean")).singleElement()
			.asString()
			.contains("these beans live in it: masterConfiguration, census, gossip;")
			.contains("since others need them: diary");
		assertThat(app.log().lines("is left out of the master")).singleElement()
			.asString()
			.contains("'gossip.Guide'")
			.contains("org.springframework.web.servlet.HandlerMapping")
			.contains("@ConditionalOnWorker");
		assertThat(app.log().lines("2 @Scheduled methods are off here: 1 in worker A, 1 in worker B")).hasSize(1);
	}

	@Test
	@Order(3)
	void masterWhenItHasStartedIsHalfAsLargeAsAWorker() throws Exception {
		RunningApp packaged = apps.start(surroundings.packagedApp("packaged").workers(1)).awaitReady();
		long worker = packaged.worker("A").pid();
		packaged.await("a small master", () -> 2 * Processes.memory(packaged.pid()) <= Processes.memory(worker));
	}

	@Test
	@Order(4)
	void workersWhenReadyDoAllTheWork() throws Exception {
		Long[] workers = app.workers().values().stream().map(WorkerRef::pid).toArray(Long[]::new);
		for (String event : List.of("runner", "application-runner", "refreshed", "ready", "keeper", "look")) {
			app.await(event, () -> events(event).map(ZooSurroundings.Entry::pid).distinct().count() == 2);
			assertThat(events(event).map(ZooSurroundings.Entry::pid).distinct()).as(event)
				.containsExactlyInAnyOrder(workers);
		}
		assertThat(surroundings.consumers("feedings")).isEqualTo(2);
		assertThat(app.get("/animals").text()).endsWith(" 1");
	}

	@Test
	@Order(4)
	void securityWhenThereAreNoSessionsAsksForAPasswordAndRefusesForgedRequests() {
		HttpAnswer unknown = app.get("/keepers");
		assertThat(unknown.status()).isEqualTo(401);
		assertThat(unknown.headers()).containsKey("www-authenticate");
		assertThat(unknown.headers().getOrDefault("set-cookie", "")).doesNotContain("SESSION");
		HttpAnswer known = HttpConnection.once(app.port(), HttpConnection.get("/keepers")
			.header("Authorization", "Basic " + Base64.getEncoder().encodeToString("keeper:hay".getBytes())));
		assertThat(known.status()).isEqualTo(200);
		assertThat(known.text()).isEqualTo("keeper");
		HttpAnswer forged = HttpConnection.once(app.port(), HttpConnection.post("/keepers", new byte[0]));
		assertThat(forged.status()).isIn(401, 403);
		assertThat(app.log().text()).doesNotContain("SessionsForbiddenException");
	}

	@Test
	@Order(5)
	void workerWhenItMayMigrateTheDatabaseBootsAlone() {
		long ready = events("ready").mapToLong(ZooSurroundings.Entry::time).findFirst().orElseThrow();
		long firstPid = events("ready").mapToLong(ZooSurroundings.Entry::pid).findFirst().orElseThrow();
		assertThat(app.workers().get("A").pid()).isEqualTo(firstPid);
		assertThat(events("keeper").filter((entry) -> entry.pid() != firstPid))
			.allSatisfy((entry) -> assertThat(entry.time()).isGreaterThan(ready));
	}

	@Test
	@Order(6)
	void scheduledMethodWhenItsWorkerIsKilledInARunMovesOnWithTheCode() {
		WorkerRef old = app.worker("A");
		awaitRunOf(old);
		Processes.signal("KILL", old.pid());
		WorkerRef next = app.awaitReplacement(old);
		app.await("a run in the next process", () -> runs(next).findAny().isPresent());
		assertOneAtATime();
		assertThat(events("clean-begin").map(ZooSurroundings.Entry::pid).distinct()).containsExactly(old.pid(),
				next.pid());
	}

	@Test
	@Order(7)
	void scheduledMethodWhenItsWorkerDrainsEndsThereBeforeItBeginsInTheNext() {
		WorkerRef old = app.worker("A");
		awaitRunOf(old);
		Processes.signal("TERM", old.pid());
		WorkerRef next = app.awaitReplacement(old);
		app.await("a run in the next process", () -> runs(next).findAny().isPresent());
		assertOneAtATime();
		assertThat(runs(old)).hasSameSizeAs(events("clean-end").filter((entry) -> entry.pid() == old.pid()).toList());
	}

	@Test
	@Order(8)
	void scheduledMethodWhenItsPlaceIsScaledAwayIsToldToRunNowhere() {
		assertThat(events("errand").map(ZooSurroundings.Entry::pid).distinct()).containsExactly(app.worker("B").pid());
		app.signal("TTOU");
		app.awaitLog("WARN .*1 @Scheduled method runs nowhere now, since there is no worker B any more");
	}

	private static void awaitRunOf(WorkerRef worker) {
		app.await("a run of " + worker, () -> {
			List<ZooSurroundings.Entry> runs = events("clean").filter((entry) -> entry.pid() == worker.pid()).toList();
			return !runs.isEmpty() && runs.get(runs.size() - 1).event().startsWith("clean-begin");
		});
	}

	private static Stream<ZooSurroundings.Entry> runs(WorkerRef worker) {
		return events("clean-begin").filter((entry) -> entry.pid() == worker.pid());
	}

	private static void assertOneAtATime() {
		List<ZooSurroundings.Entry> runs = events("clean").toList();
		for (int i = 1; i < runs.size(); i++) {
			ZooSurroundings.Entry before = runs.get(i - 1);
			ZooSurroundings.Entry entry = runs.get(i);
			boolean moved = before.pid() != entry.pid();
			assertThat(moved && Processes.isAlive(before.pid()) && before.event().startsWith("clean-begin"))
				.as("%s, then %s", before, entry)
				.isFalse();
			assertThat(entry.event().startsWith("clean-end")).as("%s, then %s", before, entry)
				.isEqualTo(!moved && before.event().startsWith("clean-begin"));
		}
	}

	private static Stream<ZooSurroundings.Entry> events(String prefix) {
		return surroundings.entries(NAME).stream().filter((entry) -> entry.event().startsWith(prefix));
	}

}
