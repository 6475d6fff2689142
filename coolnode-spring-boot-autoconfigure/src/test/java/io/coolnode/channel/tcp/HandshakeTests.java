package io.coolnode.channel.tcp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Handshake} as the {@link ChannelServer} uses it.
 */
@Timeout(30)
class HandshakeTests {

	@Test
	void workerWhenItsSecretIsWrongIsRefusedAndTheRightOneIsStillLetIn() throws Exception {
		try (LocalCluster cluster = new LocalCluster()) {
			String secret = cluster.server().expect(1);
			assertThatExceptionOfType(IOException.class).isThrownBy(() -> ChannelClient.connect(cluster.server().port(),
					1, Handshake.newSecret(), new LocalCluster.LocalWorker()));
			ChannelClient.connect(cluster.server().port(), 1, secret, new LocalCluster.LocalWorker());
		}
	}

	@Test
	void secretWhenUsedOnceIsRefused() throws Exception {
		try (LocalCluster cluster = new LocalCluster()) {
			String secret = cluster.server().expect(1);
			ChannelClient.connect(cluster.server().port(), 1, secret, new LocalCluster.LocalWorker());
			assertThatExceptionOfType(IOException.class).isThrownBy(
					() -> ChannelClient.connect(cluster.server().port(), 1, secret, new LocalCluster.LocalWorker()));
		}
	}

	@Test
	void secretWhenForgottenIsRefused() throws Exception {
		try (LocalCluster cluster = new LocalCluster()) {
			String secret = cluster.server().expect(1);
			cluster.server().forget(1);
			assertThatExceptionOfType(IOException.class).isThrownBy(
					() -> ChannelClient.connect(cluster.server().port(), 1, secret, new LocalCluster.LocalWorker()));
		}
	}

	@Test
	void workerWhenOfADistantVersionIsToldTheMastersAndDropped() throws Exception {
		try (LocalCluster cluster = new LocalCluster(); SocketChannel socket = open(cluster)) {
			socket.write(ByteBuffer.wrap(new byte[] { 'C', 'O', 'O', 'L', Frames.VERSION + 2 }));
			ByteBuffer answer = ByteBuffer.allocate(10);
			while (socket.read(answer) >= 0) {
				assertThat(answer.hasRemaining()).isTrue();
			}
			assertThat(answer.flip().remaining()).isOne();
			assertThat(answer.get()).isEqualTo(Frames.VERSION);
		}
	}

	@Test
	void strangerWhenItSaysNothingIsDroppedInTime() throws Exception {
		try (LocalCluster cluster = new LocalCluster(); SocketChannel socket = open(cluster)) {
			long start = System.nanoTime();
			assertThat(socket.read(ByteBuffer.allocate(1))).isEqualTo(-1);
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
		}
	}

	@Test
	void strangersWhenManyChangeNothing() throws Exception {
		try (LocalCluster cluster = new LocalCluster().start("A", "B")) {
			for (int i = 0; i < 200; i++) {
				try (SocketChannel socket = open(cluster)) {
					socket.write(ByteBuffer.wrap(new byte[] { 'C', 'O', 'O', 'L', 1, (byte) i, 0, 0 }));
				}
			}
			cluster.channel(2).on("who", (message) -> message.reply("B"));
			assertThat(cluster.channel(1).request("B", "who").get(10, TimeUnit.SECONDS).get(0, String.class))
				.isEqualTo("B");
		}
	}

	private static SocketChannel open(LocalCluster cluster) throws IOException {
		return SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), cluster.server().port()));
	}

}
