package io.coolnode.cluster.tomcat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.tomcat.util.net.SocketProperties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.coolnode.cluster.WorkerLoad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link InheritedPort}.
 */
class InheritedPortTests {

	private static final InetSocketAddress CONFIGURED = new InetSocketAddress(1);

	private static final AcceptDelay DELAY = new AcceptDelay(WorkerLoad.alone());

	private final AtomicInteger guarded = new AtomicInteger();

	private ServerSocketChannel inherited;

	private InheritedPort port;

	@BeforeEach
	void open() throws IOException {
		this.inherited = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
		this.port = new InheritedPort(() -> this.inherited, (close) -> {
			this.guarded.incrementAndGet();
			close.run();
		}, DELAY);
	}

	@AfterEach
	void close() throws IOException {
		this.inherited.close();
	}

	@Test
	void bindTakesWhatIsInheritedWhateverIsConfigured() throws IOException {
		assertThat(this.port.channel()).isNull();
		this.port.bind(CONFIGURED, 1, new SocketProperties());
		assertThat(this.port.channel()).isSameAs(this.inherited);
	}

	@Test
	void bindWhenNothingIsInheritedThrows() {
		InheritedPort nothing = new InheritedPort(() -> null, Runnable::run, DELAY);
		assertThatIllegalStateException().isThrownBy(() -> nothing.bind(CONFIGURED, 1, new SocketProperties()))
			.withMessageContaining("no listening socket");
		assertThatExceptionOfType(ClosedChannelException.class).isThrownBy(nothing::accept);
	}

	@Test
	void acceptLeavesTheSharedSocketBlocking() throws IOException {
		this.port.bind(CONFIGURED, 1, new SocketProperties());
		this.port.open();
		try (Socket client = new Socket(InetAddress.getLoopbackAddress(), this.inherited.socket().getLocalPort());
				SocketChannel accepted = this.port.accept()) {
			assertThat(accepted.getRemoteAddress()).isEqualTo(client.getLocalSocketAddress());
		}
		assertThat(this.inherited.isBlocking()).isTrue();
	}

	@Test
	void closeWhenCalledTwiceClosesOnceWithinTheGuard() throws IOException {
		this.port.bind(CONFIGURED, 1, new SocketProperties());
		AcceptGate gate = new AcceptGate();
		this.port.close(gate);
		this.port.close(gate);
		assertThat(this.inherited.isOpen()).isFalse();
		assertThat(this.guarded).hasValue(1);
		assertThatExceptionOfType(ClosedChannelException.class).isThrownBy(this.port::accept);
	}

}
