package io.coolnode.cluster.process;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link GuardedPort} and {@link OwnListeners}.
 */
@EnabledOnOs(OS.LINUX)
class GuardedPortTests {

	private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

	@Test
	void bindWhenWorkersDoNotListenYetIsRefusedToASecondMaster() throws IOException {
		GuardedPort first = GuardedPort.bind(LOOPBACK, 0);
		assertThatExceptionOfType(BindException.class).isThrownBy(() -> GuardedPort.bind(LOOPBACK, first.port()))
			.withMessage("Address already in use");
		first.close();
		GuardedPort again = GuardedPort.bind(LOOPBACK, first.port());
		again.close();
		again.close();
	}

	@Test
	void bindWhenWorkerListensIsRefused() throws IOException {
		GuardedPort first = GuardedPort.bind(LOOPBACK, 0);
		try (ServerSocketChannel worker = listen(first.port()); ServerSocketChannel other = listen(first.port())) {
			first.close();
			assertThat(worker.getLocalAddress()).isEqualTo(other.getLocalAddress());
			assertThatExceptionOfType(BindException.class).isThrownBy(() -> GuardedPort.bind(LOOPBACK, first.port()));
		}
	}

	@Test
	void bindWhenAnotherProgramListensIsRefused() throws IOException {
		try (ServerSocket other = new ServerSocket(0, 1, LOOPBACK)) {
			assertThatExceptionOfType(BindException.class)
				.isThrownBy(() -> GuardedPort.bind(LOOPBACK, other.getLocalPort()));
		}
	}

	@Test
	void stopQueueingLetsWhatWasQueuedInAndNothingElse() throws IOException {
		try (ServerSocketChannel listener = listen(0);
				SocketChannel queued = SocketChannel.open(listener.getLocalAddress())) {
			int port = ((InetSocketAddress) listener.getLocalAddress()).getPort();
			OwnListeners.stopQueueing(port);
			listener.accept().close();
			assertThat(queued.isConnected()).isTrue();
			assertThatExceptionOfType(SocketTimeoutException.class)
				.isThrownBy(() -> SocketChannel.open().socket().connect(new InetSocketAddress(LOOPBACK, port), 300));
		}
	}

	@Test
	void noticeSaysWhatADyingWorkerLoses() {
		assertThat(GuardedPort.notice(false)).contains("lost", "net.ipv4.tcp_migrate_req=1");
		assertThat(GuardedPort.notice(true)).doesNotContain("lost");
	}

	private static ServerSocketChannel listen(int port) throws IOException {
		ServerSocketChannel channel = ServerSocketChannel.open();
		channel.setOption(StandardSocketOptions.SO_REUSEPORT, true);
		return channel.bind(new InetSocketAddress(LOOPBACK, port));
	}

}
