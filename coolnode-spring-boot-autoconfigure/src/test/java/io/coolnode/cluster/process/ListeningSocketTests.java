package io.coolnode.cluster.process;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ListeningSocket}.
 */
@EnabledOnOs({ OS.LINUX, OS.MAC })
class ListeningSocketTests {

	private static final int TIMEOUT_MILLIS = 200;

	private ListeningSocket socket;

	@BeforeEach
	void bind() throws IOException {
		this.socket = ListeningSocket.bind(InetAddress.getLoopbackAddress(), 0, 10);
	}

	@AfterEach
	void close() {
		this.socket.close();
	}

	@Test
	void connectWhenItDoesNotListenIsRefused() {
		assertThat(this.socket.port()).isPositive();
		assertThatExceptionOfType(ConnectException.class).isThrownBy(this::connect);
		assertThat(this.socket.hasPending()).isFalse();
	}

	@Test
	void connectWhenItListensIsQueued() throws IOException {
		this.socket.listen();
		assertThat(this.socket.hasPending()).isFalse();
		try (Socket client = connect()) {
			assertThat(client.isConnected()).isTrue();
			assertThat(this.socket.hasPending()).isTrue();
		}
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void connectWhenQueueingHasStoppedGetsNoAnswer() throws IOException {
		this.socket.listen();
		try (Socket client = connect()) {
			this.socket.stopQueueing();
			assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(this::connect);
			client.getOutputStream().write(1);
			assertThat(this.socket.hasPending()).isTrue();
		}
		this.socket.close();
		assertThatExceptionOfType(ConnectException.class).isThrownBy(this::connect);
	}

	@Test
	void bindWhenAnotherListensFails() throws IOException {
		this.socket.listen();
		assertThatExceptionOfType(BindException.class)
			.isThrownBy(() -> ListeningSocket.bind(InetAddress.getLoopbackAddress(), this.socket.port(), 10))
			.withMessage("Address already in use");
	}

	private Socket connect() throws IOException {
		Socket client = new Socket();
		client.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), this.socket.port()), TIMEOUT_MILLIS);
		return client;
	}

}
