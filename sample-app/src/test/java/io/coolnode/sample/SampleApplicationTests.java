package io.coolnode.sample;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;

import io.coolnode.Channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the sample, which is one process in a test although it has workers when it is
 * started.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class SampleApplicationTests {

	private static final String GREETING = "greeting";

	private static final String NEIGHBOUR = "neighbour";

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
		assertThat(ProcessHandle.current().children().map((child) -> child.info().command().orElse("")))
			.noneMatch((command) -> command.endsWith("java"));
	}

	@Test
	void greetingWhenReadyIsAnswered() {
		long pid = ProcessHandle.current().pid();
		await().untilAsserted(() -> assertThat(texts(GREETING)).startsWith(
				"Hello, everyone, I'm your master %d. (from %d)".formatted(pid, pid),
				"Hi, master, I'm your worker %d.".formatted(pid)));
	}

	@Test
	void greetingWhenAskedForIsRepeated() {
		await().untilAsserted(() -> assertThat(texts(GREETING)).hasSizeGreaterThanOrEqualTo(2));
		int before = texts(GREETING).size();
		assertThat(this.client.post().uri("/talks/greeting").retrieve().toBodilessEntity().getStatusCode())
			.isEqualTo(HttpStatus.ACCEPTED);
		await().untilAsserted(() -> assertThat(texts(GREETING)).hasSize(before + 2));
	}

	@Test
	void neighbourWhenItIntroducesItselfIsPrinted() {
		this.channel.emitTo("A", "neighbour", "Hi, worker A, I am worker B.", "B");
		await()
			.untilAsserted(() -> assertThat(texts(NEIGHBOUR)).containsExactly("Hi, worker A, I am worker B. (from B)"));
	}

	@Test
	void clusterWhenStandaloneIsThisProcess() {
		ClusterController.ClusterStatus cluster = this.client.get()
			.uri("/cluster")
			.retrieve()
			.body(ClusterController.ClusterStatus.class);
		assertThat(cluster).isNotNull();
		assertThat(cluster.code()).isEqualTo("A");
		assertThat(cluster.pid()).isEqualTo(ProcessHandle.current().pid());
		assertThat(cluster.workers()).extracting(ClusterController.Place::code).containsExactly("A");
	}

	@ParameterizedTest
	@CsvSource({ "/, One port", "/greeting.html, The master greets", "/neighbour.html, The workers meet",
			"/chat.js, Stomp", "/stomp.js, WebSocket", "/cluster.js, fetch", "/talk.js, talks", "/style.css, .chip" })
	void pageWhenAskedForIsServed(String path, String content) {
		assertThat(this.client.get().uri(path).retrieve().body(String.class)).contains(content);
	}

	@Test
	void loginWhenStandaloneIsKnownUntilLogout() {
		ResponseEntity<String> login = this.client.post()
			.uri("/login")
			.body(Map.of("name", " Ada "))
			.retrieve()
			.toEntity(String.class);
		String cookie = String.valueOf(login.getHeaders().getFirst(HttpHeaders.SET_COOKIE)).split(";")[0];
		assertThat(login.getBody()).isEqualTo("{\"name\":\"Ada\"}");
		assertThat(me(cookie)).isEqualTo(login.getBody());
		this.client.post().uri("/logout").header(HttpHeaders.COOKIE, cookie).retrieve().toBodilessEntity();
		assertThat(me(cookie)).isEqualTo("{\"name\":null}");
	}

	private String me(String cookie) {
		return this.client.get().uri("/me").header(HttpHeaders.COOKIE, cookie).retrieve().body(String.class);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "<b>", "someone whose name is too long" })
	void loginWhenNameIsNoneIsRefused(String name) {
		assertThatExceptionOfType(HttpClientErrorException.BadRequest.class).isThrownBy(
				() -> this.client.post().uri("/login").body(Map.of("name", name)).retrieve().toBodilessEntity());
	}

	private static ConditionFactory await() {
		return Awaitility.await().atMost(Duration.ofSeconds(30));
	}

	private List<String> texts(String talk) {
		Line[] lines = this.client.get().uri("/talks/" + talk).retrieve().body(Line[].class);
		assertThat(lines).isNotNull();
		return Arrays.stream(lines).map(Line::text).toList();
	}

	/**
	 * What a page of a talk shows of a line.
	 */
	private record Line(String text) {

	}

}
