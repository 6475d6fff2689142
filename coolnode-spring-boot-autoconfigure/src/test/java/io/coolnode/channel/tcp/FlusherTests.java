package io.coolnode.channel.tcp;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.coolnode.channel.Control;
import io.coolnode.channel.Envelope;
import io.coolnode.channel.Link;
import io.coolnode.channel.LinkListener;
import io.coolnode.channel.Threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link Flusher} as connections use it.
 */
@Timeout(60)
class FlusherTests {

	private final List<SocketChannel> sockets = new ArrayList<>();

	private final ExecutorService readers = Threads.forHandlers();

	private ServerSocketChannel server;

	private Flusher flusher;

	@BeforeEach
	void open() throws IOException {
		this.server = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
		this.flusher = new Flusher();
	}

	@AfterEach
	void close() throws IOException {
		this.flusher.close();
		this.readers.shutdown();
		this.server.close();
		for (SocketChannel socket : this.sockets) {
			socket.close();
		}
	}

	@Test
	void connectionWhenItTakesMoreAgainIsToldAndGetsAllInOrder() throws IOException {
		Peer peer = connect();
		byte[] word = Frames.encode(Control.of("word", "x".repeat(10_000)));
		int count = 600;
		for (int i = 0; i < count; i++) {
			peer.link.send(Control.of("word", "x".repeat(10_000)));
		}
		assertThat(peer.read(count * (Frames.HEADER + word.length))).endsWith(word);
	}

	@Test
	void messageWhenItWasNotTakenIsAskedForLater() throws IOException {
		Peer peer = connect();
		Envelope envelope = message(100_000);
		int taken = 0;
		while (peer.link.write(envelope)) {
			peer.link.flush();
			taken++;
		}
		assertThat(peer.writable).hasValue(0);
		peer.read(taken * (Frames.HEADER + envelope.size()));
		await().until(() -> peer.writable.get() == 1);
		assertThat(peer.link.write(envelope)).isTrue();
	}

	@Test
	void messagesWhenManyAreFlushedSoonAllArrive() throws IOException {
		Peer first = connect();
		Peer second = connect();
		Envelope envelope = message(10);
		for (int i = 0; i < 1000; i++) {
			assertThat(first.link.write(envelope)).isTrue();
			first.link.flushSoon();
			assertThat(second.link.write(envelope)).isTrue();
			second.link.flushSoon();
		}
		int bytes = 1000 * (Frames.HEADER + envelope.size());
		assertThat(first.read(bytes)).endsWith(envelope.bytes());
		assertThat(second.read(bytes)).endsWith(envelope.bytes());
	}

	@Test
	void connectionWhenAnotherIsBlockedOrHasEndedIsServedAllTheSame() throws IOException {
		Peer blocked = connect();
		Peer ended = connect();
		Peer other = connect();
		Envelope envelope = message(100_000);
		while (blocked.link.write(envelope)) {
			blocked.link.flush();
		}
		while (ended.link.write(envelope)) {
			ended.link.flush();
		}
		ended.link.close();
		Envelope small = message(10);
		for (int i = 0; i < 1000; i++) {
			other.link.write(small);
			other.link.flushSoon();
		}
		assertThat(other.read(1000 * (Frames.HEADER + small.size()))).endsWith(small.bytes());
	}

	private static Envelope message(int size) {
		byte[] bytes = new byte[43 + size];
		bytes[0] = 1;
		return Envelope.parse(bytes);
	}

	private Peer connect() throws IOException {
		SocketChannel near = SocketChannel.open(this.server.getLocalAddress());
		SocketChannel far = this.server.accept();
		this.sockets.add(near);
		this.sockets.add(far);
		return new Peer(near, far);
	}

	/**
	 * A connection, and the end of it that reads when it is told to.
	 */
	private final class Peer implements LinkListener {

		private final AtomicInteger writable = new AtomicInteger();

		private final TcpLink link;

		private final InputStream far;

		Peer(SocketChannel near, SocketChannel far) throws IOException {
			this.link = new TcpLink(near, 1, true, 1000, this, FlusherTests.this.flusher, FlusherTests.this.readers);
			this.far = far.socket().getInputStream();
		}

		byte[] read(int count) throws IOException {
			byte[] bytes = this.far.readNBytes(count);
			assertThat(bytes).hasSize(count);
			return bytes;
		}

		@Override
		public void onOpen(Link link) {
		}

		@Override
		public void onMessage(Link link, Envelope envelope) {
		}

		@Override
		public void onControl(Link link, Control control) {
		}

		@Override
		public void onWritable(Link link) {
			this.writable.incrementAndGet();
		}

		@Override
		public void onClosed(Link link) {
		}

	}

}
