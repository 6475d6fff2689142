package io.coolnode.sample;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.http.HttpStatus;
import org.springframework.web.client.RestClient;

import io.coolnode.Channel;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the sample, which is one process in a test although it has workers when it is
 * started.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class SampleApplicationTests {

	@Autowired
	private Channel channel;

	@Value("${cool.server.workers}")
	private int workers;

	@Value("${local.server.port}")
	private int port;

	private RestClient client = RestClient.create();

	@BeforeEach
	void connect() {
		this.client = RestClient.create("http://localhost:" + this.port);
	}

	@Test
	void channelWhenInTestIsStandalone() {
		assertThat(this.workers).isEqualTo(2);
		assertThat(this.channel.isMaster()).isTrue();
		assertThat(this.channel.isWorker()).isFalse();
		assertThat(this.channel.code()).isEqualTo("A");
		assertThat(ProcessHandle.current().children()).isEmpty();
	}

	@Test
	void greetingWhenReadyIsAnswered() {
		long pid = ProcessHandle.current().pid();
		await().untilAsserted(() -> assertThat(texts(GreetingTalk.NAME)).startsWith(
				"Hello, everyone, I'm your master %d. (from %d)".formatted(pid, pid),
				"Hi, master, I'm your worker %d.".formatted(pid)));
	}

	@Test
	void greetingWhenAskedForIsRepeated() {
		await().untilAsserted(() -> assertThat(texts(GreetingTalk.NAME)).hasSizeGreaterThanOrEqualTo(2));
		int before = texts(GreetingTalk.NAME).size();
		assertThat(this.client.post().uri("/talks/greeting").retrieve().toBodilessEntity().getStatusCode())
			.isEqualTo(HttpStatus.ACCEPTED);
		await().untilAsserted(() -> assertThat(texts(GreetingTalk.NAME)).hasSize(before + 2));
	}

	@Test
	void neighbourWhenItIntroducesItselfIsPrinted() {
		this.channel.emitTo("A", "neighbour", "Hi, worker A, I am worker B.", "B");
		await().untilAsserted(
				() -> assertThat(texts(NeighbourTalk.NAME)).containsExactly("Hi, worker A, I am worker B. (from B)"));
	}

	@Test
	void clusterWhenStandaloneIsThisProcess() {
		TalkController.ClusterStatus cluster = this.client.get()
			.uri("/cluster")
			.retrieve()
			.body(TalkController.ClusterStatus.class);
		assertThat(cluster).isNotNull();
		assertThat(cluster.code()).isEqualTo("A");
		assertThat(cluster.pid()).isEqualTo(ProcessHandle.current().pid());
		assertThat(cluster.workers()).extracting(TalkController.Place::code).containsExactly("A");
	}

	@ParameterizedTest
	@CsvSource({ "/, One port", "/greeting.html, The master greets", "/neighbour.html, The workers meet",
			"/sample.js, fetch", "/style.css, .card" })
	void pageWhenAskedForIsServed(String path, String content) {
		assertThat(this.client.get().uri(path).retrieve().body(String.class)).contains(content);
	}

	private static ConditionFactory await() {
		return Awaitility.await().atMost(Duration.ofSeconds(30));
	}

	private List<String> texts(String talk) {
		Transcript.Line[] lines = this.client.get().uri("/talks/" + talk).retrieve().body(Transcript.Line[].class);
		assertThat(lines).isNotNull();
		return Arrays.stream(lines).map(Transcript.Line::text).toList();
	}

}
