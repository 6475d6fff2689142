package io.coolnode.cluster.tomcat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.tomcat.util.net.SocketProperties;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ReusedPort}.
 */
class ReusedPortTests {

	private final AtomicInteger stopped = new AtomicInteger();

	@Test
	void bindWhenNotOpenedRefusesConnections() throws IOException {
		ReusedPort port = bound(0);
		assertThat(number(port)).isPositive();
		assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> connect(port));
		port.close(new AcceptGate());
		assertThat(port.channel()).isNull();
	}

	@Test
	void openWhenTwoOnOnePortAcceptsBeside() throws IOException {
		ReusedPort first = bound(0);
		ReusedPort second = bound(number(first));
		first.open();
		second.open();
		assertThat(number(second)).isEqualTo(number(first));
		first.close(new AcceptGate());
		assertThatExceptionOfType(ClosedChannelException.class).isThrownBy(first::accept);
		try (Socket socket = connect(second); SocketChannel accepted = second.accept()) {
			assertThat(accepted.getRemoteAddress()).isEqualTo(socket.getLocalSocketAddress());
			assertThat(accepted.isBlocking()).isTrue();
		}
		second.close(new AcceptGate());
		assertThatExceptionOfType(ClosedChannelException.class).isThrownBy(second::accept);
	}

	@Test
	void closeWhenConnectionsWaitAcceptsThemFirst() throws IOException {
		ReusedPort port = bound(0);
		port.open();
		int number = number(port);
		try (Socket one = connect(port); Socket other = connect(port)) {
			port.close(new AcceptGate());
			port.accept().close();
			port.accept().close();
			assertThat(one.isConnected() && other.isConnected()).isTrue();
			assertThatExceptionOfType(ClosedChannelException.class).isThrownBy(port::accept);
		}
		assertThat(this.stopped).hasValue(number);
		assertThatExceptionOfType(ConnectException.class)
			.isThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), number).close());
	}

	@Test
	void closeWhenAcceptorWaitsEndsIt() throws IOException {
		ReusedPort port = bound(0);
		port.open();
		CompletableFuture<Object> ended = CompletableFuture.supplyAsync(() -> {
			try {
				return port.accept();
			}
			catch (IOException ex) {
				return ex;
			}
		});
		port.close(new AcceptGate());
		assertThat(ended).succeedsWithin(Duration.ofSeconds(10)).isInstanceOf(ClosedChannelException.class);
	}

	private ReusedPort bound(int number) throws IOException {
		ReusedPort port = new ReusedPort(this.stopped::set);
		port.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), number), 10, new SocketProperties());
		return port;
	}

	private static int number(ReusedPort port) throws IOException {
		assertThat(port.channel()).isNotNull();
		return ((InetSocketAddress) port.channel().getLocalAddress()).getPort();
	}

	private static Socket connect(ReusedPort port) throws IOException {
		return new Socket(InetAddress.getLoopbackAddress(), number(port));
	}

}
