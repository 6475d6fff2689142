package io.coolnode.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import io.coolnode.it.harness.App;
import io.coolnode.it.harness.Apps;
import io.coolnode.it.harness.Processes;
import io.coolnode.it.harness.RunningApp;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Scheduled methods of two machines, which run on one of them at a time.
 */
class SchedulingMachinesIntegrationTests {

	private static final Duration LEASE = Duration.ofSeconds(5);

	private static final List<String> PLACES = List.of("A", "master");

	@RegisterExtension
	static final Apps apps = new Apps();

	@TempDir
	private static Path directory;

	private static RedisServer redis;

	@BeforeAll
	static void start() throws Exception {
		redis = new RedisServer(directory);
		redis.start();
	}

	@AfterAll
	static void stop() throws Exception {
		redis.close();
	}

	@Test
	void runsWhenTheMachineIsPausedOrStopsAreOnTheOtherAndNeverOnBoth() {
		RunningApp one = startMachine("one");
		awaitRuns(one, "one", 10);
		RunningApp two = startMachine("two").awaitReady();
		one.signal("STOP");
		try {
			one.await("a paused master", () -> Processes.state(one.pid()).equals("T"));
			awaitRuns(two, "two", 50);
		}
		finally {
			one.signal("CONT");
		}
		one.awaitLog("@Scheduled methods of A begin no more on this machine");
		one.awaitLog("@Scheduled methods of master begin no more on this machine");
		awaitRuns(two, "two", count("A", "two") + 50);
		two.stop();
		awaitRuns(one, "one", count("A", "one") + 50);
		for (String place : PLACES) {
			List<Tenure> runs = new ArrayList<>(runs(place));
			if (!place.equals("A")) {
				runs.removeAll(goneOnWith(runs));
			}
			List<Tenure> tenures = tenures(runs);
			assertThat(tenures).extracting(Tenure::node).as(place).containsExactly("one", "two", "one");
			// a run of the stopped process itself may be in progress, and ends when that
			// goes on
			assertNoOverlap(place.equals("A") ? tenures : tenures.subList(1, 3));
			assertThat(tenures.get(2).begin() - tenures.get(1).end()).as("the time without runs after an orderly stop")
				.isLessThan(LEASE.toNanos() / 1000 / 2);
		}
	}

	@Test
	void runsWhenTheMasterIsKilledAreOnTheOtherMachineAfterItsLease() {
		RunningApp one = startMachine("one");
		awaitRuns(one, "one", 10);
		RunningApp two = startMachine("two").awaitReady();
		one.signal("KILL");
		awaitRuns(two, "two", 10);
		for (String place : PLACES) {
			List<Tenure> tenures = tenures(runs(place));
			assertThat(tenures).extracting(Tenure::node).as(place).containsExactly("one", "two");
			assertNoOverlap(tenures);
			assertThat(tenures.get(1).begin() - tenures.get(0).end()).as("the time without runs after a kill")
				.isLessThan(LEASE.toNanos() / 1000 * 5);
		}
	}

	private static void assertNoOverlap(List<Tenure> tenures) {
		for (int i = 1; i < tenures.size(); i++) {
			assertThat(tenures.get(i).begin()).as("%s", tenures).isGreaterThan(tenures.get(i - 1).end());
		}
	}

	private static RunningApp startMachine(String node) {
		return apps.start(App.extracted("test.lounge")
			.named(node)
			.workers(1)
			.with("cool.server.node", node)
			.with("cool.channel.redis.enabled", true)
			.with("cool.channel.redis.namespace", apps.directory().getFileName())
			.with("cool.channel.redis.member-timeout", LEASE.toSeconds() + "s")
			.with("spring.data.redis.port", redis.port())
			.with("test.chimes", file()));
	}

	private static Path file() {
		return apps.directory().resolve("chimes.txt");
	}

	private static void awaitRuns(RunningApp app, String node, long count) {
		for (String place : PLACES) {
			app.await(count + " runs of " + place + " on " + node, () -> count(place, node) >= count);
		}
	}

	private static long count(String place, String node) {
		return runs(place).stream().filter((run) -> run.node().equals(node)).count();
	}

	/**
	 * Return the run that a stopped process was about to begin, if there was one: it
	 * begins when the process goes on, while the other machine has its runs.
	 */
	private static List<Tenure> goneOnWith(List<Tenure> runs) {
		long first = runs.stream().filter((run) -> run.node().equals("two")).findFirst().orElseThrow().begin();
		long last = runs.stream()
			.filter((run) -> run.node().equals("two"))
			.mapToLong(Tenure::begin)
			.max()
			.orElseThrow();
		List<Tenure> between = runs.stream()
			.filter((run) -> run.node().equals("one") && run.begin() > first && run.begin() < last)
			.toList();
		assertThat(between).hasSizeLessThanOrEqualTo(1);
		return between;
	}

	/**
	 * Return the runs without interruption by another machine, in the order in which they
	 * began.
	 */
	private static List<Tenure> tenures(List<Tenure> runs) {
		List<Tenure> tenures = new ArrayList<>();
		for (Tenure run : runs) {
			int last = tenures.size() - 1;
			if (last >= 0 && tenures.get(last).node().equals(run.node())) {
				tenures.set(last, tenures.get(last).to(run));
			}
			else {
				tenures.add(run);
			}
		}
		return tenures;
	}

	private static List<Tenure> runs(String place) {
		if (!Files.exists(file())) {
			return List.of();
		}
		try {
			String text = Files.readString(file());
			return text.substring(0, text.lastIndexOf('\n') + 1)
				.lines()
				.map((line) -> line.split(" "))
				.filter((words) -> words[0].equals(place))
				.map((words) -> new Tenure(words[1], Long.parseLong(words[2]), Long.parseLong(words[3])))
				.sorted((left, right) -> Long.compare(left.begin(), right.begin()))
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * One run, or all runs of one machine before the next one has its own.
	 *
	 * @param node the machine
	 * @param begin when the first one began, in microseconds
	 * @param end when the last one ended
	 */
	private record Tenure(String node, long begin, long end) {

		private Tenure to(Tenure later) {
			return new Tenure(this.node, this.begin, Math.max(this.end, later.end));
		}

	}

}
