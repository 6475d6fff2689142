package io.coolnode.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.assertj.core.api.SoftAssertions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.coolnode.it.harness.App;
import io.coolnode.it.harness.Apps;
import io.coolnode.it.harness.Endurance;
import io.coolnode.it.harness.Processes;
import io.coolnode.it.harness.RunningApp;
import io.coolnode.it.harness.WorkerRef;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Four workers that send all they can, while one of them dies whenever all are ready.
 */
class StormIntegrationTests {

	private static final List<String> CODES = List.of("A", "B", "C", "D");

	private static final List<String> MORTALS = List.of("B", "C", "D");

	private static final long HEAP_MARGIN = 8 * 1024 * 1024;

	/**
	 * Handlers have a thread for each sender, which ends after 10 s without work.
	 */
	private static final int THREAD_MARGIN = 25;

	private static final int DESCRIPTOR_MARGIN = 5;

	@RegisterExtension
	static final Apps apps = new Apps();

	private RunningApp app;

	@Test
	void stormInWhichWorkersDieLosesNoAnswerAndLeavesNothingBehind() throws IOException {
		this.app = apps
			.start(App.test()
				.workers(4)
				.with("test.storm", true)
				.with("cool.channel.buffer-size", "4MB")
				.with("cool.server.heartbeat-timeout", "60s"))
			.awaitReady();
		Map<String, Usage> before = usages("master", "A");
		this.app.post("A", "/storm/begin", "");
		int deaths = killWheneverAllAreReady(Duration.ofSeconds(Endurance.choose(5, 60)));
		this.app.post("A", "/storm/end", "");
		Map<String, Map<String, String>> reports = awaitCalm();
		Map<String, Usage> after = usages("master", "A");
		reports.forEach((code, report) -> System.out.println(code + " " + report));
		System.out.println(deaths + " deaths; before: " + before + "; after: " + after);
		assertThat(deaths).isPositive();
		SoftAssertions.assertSoftly((softly) -> {
			reports.forEach((code, report) -> {
				softly.assertThat(report).as(code).containsEntry("wrong", "0").containsEntry("unordered", "0");
				softly.assertThat(number(report, "received")).as("messages to " + code).isPositive();
			});
			softly.assertThat(number(reports.get("A"), "answered")).isPositive();
			before.forEach((code, usage) -> {
				Usage now = after.get(code);
				softly.assertThat(now.heap()).as("heap of " + code).isLessThan(usage.heap() + HEAP_MARGIN);
				softly.assertThat(now.threads()).as("threads of " + code).isLessThan(usage.threads() + THREAD_MARGIN);
				softly.assertThat(now.descriptors())
					.as("descriptors of " + code)
					.isLessThan(usage.descriptors() + DESCRIPTOR_MARGIN);
			});
		});
	}

	private int killWheneverAllAreReady(Duration time) {
		Instant end = Instant.now().plus(time);
		int deaths = 0;
		while (Instant.now().isBefore(end)) {
			if (this.app.workers().size() == CODES.size()) {
				WorkerRef victim = this.app.worker(MORTALS.get(deaths % MORTALS.size()));
				Processes.signal("KILL", victim.pid());
				this.app.awaitReplacement(victim);
				deaths++;
			}
		}
		return deaths;
	}

	/**
	 * Wait until nobody sends, no request waits and no message comes.
	 */
	private Map<String, Map<String, String>> awaitCalm() {
		Map<String, Map<String, String>> reports = new LinkedHashMap<>();
		Awaitility.await("calm")
			.atMost(Duration.ofMinutes(2))
			.pollInterval(Duration.ofMillis(200))
			.untilAsserted(() -> {
				Map<String, Map<String, String>> earlier = Map.copyOf(reports);
				Stream.concat(CODES.stream(), Stream.of("master")).forEach((code) -> reports.put(code, report(code)));
				assertThat(reports)
					.allSatisfy((code, report) -> assertCalm(report, earlier.getOrDefault(code, Map.of())));
			});
		return reports;
	}

	private static void assertCalm(Map<String, String> report, Map<String, String> earlier) {
		assertThat(report).containsEntry("running", "0")
			.containsEntry("open", "0")
			.containsEntry("received", earlier.get("received"));
	}

	private Map<String, String> report(String code) {
		return Arrays.stream(this.app.get("A", "/storm/report?of=" + code).text().split(" "))
			.map((part) -> part.split("=", 2))
			.collect(Collectors.toMap((part) -> part[0], (part) -> part[1]));
	}

	private static long number(Map<String, String> report, String key) {
		return Long.parseLong(report.get(key));
	}

	private Map<String, Usage> usages(String... codes) throws IOException {
		Map<String, Usage> usages = new LinkedHashMap<>();
		for (String code : codes) {
			Map<String, String> report = report(code);
			long pid = code.equals("master") ? this.app.pid() : this.app.worker(code).pid();
			try (Stream<Path> descriptors = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
				usages.put(code, new Usage(number(report, "heap"), number(report, "threads"), descriptors.count()));
			}
		}
		return usages;
	}

	/**
	 * What a process holds.
	 *
	 * @param heap bytes that are in use after a collection of garbage
	 * @param threads how many threads it has
	 * @param descriptors how many files and sockets it has open
	 */
	private record Usage(long heap, long threads, long descriptors) {

	}

}
