package io.coolnode.channel.tcp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.coolnode.ChannelOverflowException;
import io.coolnode.channel.ChannelSettings;
import io.coolnode.channel.Control;
import io.coolnode.channel.Delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests of a master with a worker that has proved who it is and then breaks the protocol:
 * it is refused, said so once, and the others notice nothing.
 */
@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class BrokenPeerTests {

	private static final String ID = "0000000000000003";

	/**
	 * Kind, sequence, reference, sender's id and pid, code, of a message of worker 3.
	 */
	private static final String HEAD = "01" + ID + ID + ID + ID + "0143";

	private LocalCluster cluster;

	@BeforeEach
	void start() throws Exception {
		this.cluster = new LocalCluster(new ChannelSettings(100_000, 1_000_000, Duration.ofMillis(500),
				Duration.ofSeconds(10), Delivery.AT_MOST_ONCE))
			.start("A", "B");
		this.cluster.channel(2).on("who", (message) -> message.reply("B"));
	}

	@AfterEach
	void stop() {
		this.cluster.close();
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '"', textBlock = """
			00000000 0101,           "-2 bytes of content"
			00000001 0101,           "-1 bytes of content"
			ffffffff 0101,           "-3 bytes of content"
			7fffffff 0101,           "2147483645 bytes of content"
			00030000 0101,           "196606 bytes of content"
			00000002 0301,           "version 3"
			00000002 ff01,           "version -1"
			00000002 0001,           "a message of 0 bytes"
			00000002 0100,           "unknown type 0"
			00000002 0103,           "unknown type 3"
			00000002 0101,           "a message of 0 bytes"
			00000003 0101 09,        "a message of 1 bytes"
			00000002 0102,           "a control word is empty"
			00000006 0102 0000000a,  "a control word ends within a value"
			""")
	void peerWhenItSendsNoProperFrameIsEndedWithOneWarning(String bytes, String reason, CapturedOutput output)
			throws Exception {
		try (SocketChannel peer = connect(3)) {
			write(peer, HexFormat.of().parseHex(bytes.replace(" ", "")));
			assertEnded(peer);
		}
		assertWarnedOnce(output, reason);
		assertOthersTalk();
	}

	@ParameterizedTest
	@CsvSource({ "coolnode.forget", "coolnode.forget tea", "coolnode.forget ''", "coolnode.forget 99999999999999999999",
			"coolnode.handled 1", "coolnode.handled 1 tea" })
	void peerWhenItsControlWordMakesNoSenseIsEndedWithOneWarning(String word, CapturedOutput output) throws Exception {
		try (SocketChannel peer = connect(3)) {
			write(peer, control(word.split(" ")));
			assertEnded(peer);
		}
		assertWarnedOnce(output, word.split(" ")[0]);
		assertOthersTalk();
	}

	@Test
	void peerWhenItSpeaksForAnotherIsEndedWithOneWarning(CapturedOutput output) throws Exception {
		try (SocketChannel peer = connect(3)) {
			write(peer, message(HEAD.replace(ID, "0000000000000001"), "B", "who"));
			assertEnded(peer);
		}
		assertWarnedOnce(output, "claims to be of worker 1");
		assertOthersTalk();
	}

	@Test
	void peerWhenItSendsToNobodyStaysAndItsRequestFails(CapturedOutput output) throws Exception {
		try (SocketChannel peer = connect(3)) {
			write(peer, message(HEAD, "Q", "lost"));
			write(peer, message(HEAD, "#77", "lost"));
			write(peer, message(HEAD, "#x", "lost"));
			write(peer, message(HEAD, "", "lost"));
			write(peer, message("02" + HEAD.substring(2), "Q", "asked"));
			assertThat(new String(read(peer, 200), StandardCharsets.UTF_8)).contains("TARGET_GONE");
		}
		await().untilAsserted(() -> assertThat(output).contains("'lost' from Sender").contains("to #77"));
		assertOthersTalk();
	}

	@Test
	void peerWhenItEndsWithinAFrameIsDroppedWithoutAWord(CapturedOutput output) throws Exception {
		byte[] frame = message(HEAD, "B", "who");
		for (int length = 1; length < frame.length; length += 7) {
			try (SocketChannel peer = connect(100 + length)) {
				peer.write(ByteBuffer.wrap(frame, 0, length));
			}
		}
		assertOthersTalk();
		assertThat(output).doesNotContain("connection of worker 1");
	}

	@ParameterizedTest(name = "seed {0}")
	@MethodSource("seeds")
	void peerWhenItSendsFramesOfRandomContentHarmsNobody(long seed) throws Exception {
		Random random = new Random(seed);
		for (int i = 0; i < 10; i++) {
			try (SocketChannel peer = connect(3 + i)) {
				byte[] bytes = new byte[random.nextInt(5000)];
				random.nextBytes(bytes);
				ByteBuffer frames = ByteBuffer.wrap(bytes);
				while (frames.remaining() > 100) {
					int length = random.nextInt(2, 60);
					frames.putInt(length).put((byte) 1).put((byte) random.nextInt(1, 3));
					if (random.nextBoolean()) {
						frames.put(HexFormat.of().parseHex(HEAD), 0, Math.min(length - 2, HEAD.length() / 2));
						length -= Math.min(length - 2, HEAD.length() / 2);
					}
					frames.position(frames.position() + length - 2);
				}
				write(peer, bytes);
			}
		}
		assertOthersTalk();
	}

	static LongStream seeds() {
		return LongStream.concat(LongStream.rangeClosed(1, 10), new Random().longs(3));
	}

	@Test
	void peerWhenItReadsNothingIsGivenUpByItsSendersAndHoldsOnlySoMuch() throws Exception {
		try (SocketChannel peer = connect(3)) {
			this.cluster.open("C");
			await().until(() -> this.cluster.isConnected(3));
			this.cluster.admit("C", 3);
			AtomicInteger sent = new AtomicInteger();
			byte[] data = new byte[50_000];
			assertThatExceptionOfType(ChannelOverflowException.class).isThrownBy(() -> {
				while (sent.get() < 10_000) {
					this.cluster.channel(1).emitTo("C", "data", data);
					sent.incrementAndGet();
				}
			}).withMessageContaining("C");
			assertThat(sent.get() * (long) data.length).isLessThan(30_000_000);
			assertThatExceptionOfType(ChannelOverflowException.class)
				.isThrownBy(() -> this.cluster.master().emitTo("C", "data", data));
			assertOthersTalk();
			assertThat(peer.isOpen()).isTrue();
		}
		await().untilAsserted(this::assertOthersTalk);
	}

	@Test
	void secretWhenUsedByManyAtOnceLetsOneIn() throws Exception {
		String secret = this.cluster.server().expect(3);
		List<CompletableFuture<SocketChannel>> peers = IntStream.range(0, 8)
			.mapToObj((i) -> CompletableFuture.supplyAsync(() -> handshake(3, secret)))
			.toList();
		List<SocketChannel> open = new ArrayList<>();
		for (CompletableFuture<SocketChannel> peer : peers) {
			SocketChannel socket = peer.get(20, TimeUnit.SECONDS);
			if (socket != null && !isEnded(socket)) {
				open.add(socket);
			}
		}
		assertThat(open).hasSize(1);
		open.get(0).close();
		assertOthersTalk();
	}

	private void assertOthersTalk() throws Exception {
		assertThat(this.cluster.channel(1).request("B", "who").get(10, TimeUnit.SECONDS).get(0, String.class))
			.isEqualTo("B");
	}

	private static void assertWarnedOnce(CapturedOutput output, String reason) {
		await().untilAsserted(() -> assertThat(output).containsIgnoringCase(reason));
		assertThat(output.toString().lines().filter((line) -> line.contains("connection of worker 3"))).hasSize(1)
			.allMatch((line) -> line.contains("WARN"));
		assertThat(output).doesNotContain("\tat ");
	}

	private SocketChannel connect(long id) {
		SocketChannel socket = handshake(id, this.cluster.server().expect(id));
		assertThat(socket).isNotNull();
		return socket;
	}

	private SocketChannel handshake(long id, String secret) {
		try {
			SocketChannel socket = SocketChannel
				.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), this.cluster.server().port()));
			try {
				Handshake.connect(socket, id, secret);
				return socket;
			}
			catch (IOException ex) {
				socket.close();
				return null;
			}
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static byte[] control(String... words) {
		byte[] content = Frames.encode(Control.of(words[0],
				Arrays.stream(words).skip(1).map((word) -> word.replace("'", "")).toArray(String[]::new)));
		return frame(Frames.CONTROL, content);
	}

	private static byte[] message(String head, String target, String event) {
		byte[] start = HexFormat.of().parseHex(head);
		return frame(Frames.MESSAGE,
				ByteBuffer.allocate(start.length + 1 + target.length() + 2 + event.length())
					.put(start)
					.put((byte) target.length())
					.put(target.getBytes(StandardCharsets.UTF_8))
					.putShort((short) event.length())
					.put(event.getBytes(StandardCharsets.UTF_8))
					.array());
	}

	private static byte[] frame(byte type, byte[] content) {
		ByteBuffer frame = ByteBuffer.allocate(Frames.HEADER + content.length);
		Frames.putHeader(frame, type, content.length);
		return frame.put(content).array();
	}

	private static void write(SocketChannel peer, byte[] bytes) throws IOException {
		ByteBuffer buffer = ByteBuffer.wrap(bytes);
		try {
			while (buffer.hasRemaining()) {
				peer.write(buffer);
			}
		}
		catch (IOException ex) {
			assertThat(ex).hasMessageMatching("Broken pipe|Connection reset.*");
		}
	}

	private static void assertEnded(SocketChannel peer) {
		assertThat(isEnded(peer)).isTrue();
	}

	/**
	 * Return whether the master ends a connection rather than sends control words by it.
	 */
	private static boolean isEnded(SocketChannel peer) {
		try {
			peer.socket().setSoTimeout(5000);
			return peer.socket().getInputStream().read() < 0;
		}
		catch (SocketTimeoutException ex) {
			return false;
		}
		catch (IOException ex) {
			return true;
		}
	}

	private static byte[] read(SocketChannel peer, int count) throws IOException {
		byte[] bytes = new byte[count];
		peer.socket().setSoTimeout(5000);
		int length = peer.socket().getInputStream().read(bytes);
		return Arrays.copyOf(bytes, Math.max(length, 0));
	}

}
