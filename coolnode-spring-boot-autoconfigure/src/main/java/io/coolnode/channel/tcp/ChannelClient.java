package io.coolnode.channel.tcp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.ExecutorService;

import io.coolnode.channel.LinkListener;
import io.coolnode.channel.Threads;

/**
 * A worker's end of the channel.
 */
public final class ChannelClient {

	private static final Duration HANDSHAKE_TIMEOUT = Duration.ofSeconds(10);

	private ChannelClient() {
	}

	/**
	 * Connect to the master, and serve the connection. Whoever has read a message calls
	 * its handlers, while another thread reads on.
	 * @param port the port on which the master expects this worker
	 * @param workerId the worker's id
	 * @param secret what proves that it is that worker
	 * @param listener is told of the connection
	 * @throws IOException if the master is not there, or is another one
	 */
	public static void connect(int port, long workerId, String secret, LinkListener listener) throws IOException {
		Deadlines deadlines = new Deadlines(HANDSHAKE_TIMEOUT);
		SocketChannel socket = SocketChannel.open();
		try {
			deadlines.begin(socket);
			socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
			socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
			Handshake.connect(socket, workerId, secret);
			deadlines.end(socket);
		}
		catch (IOException ex) {
			socket.close();
			throw ex;
		}
		finally {
			deadlines.shutdown();
		}
		Flusher flusher = new Flusher();
		ExecutorService readers = Threads.forHandlers();
		TcpLink link = new TcpLink(socket, workerId, false, Integer.MAX_VALUE, listener, flusher, readers);
		link.start(() -> {
			flusher.close();
			readers.shutdown();
		});
	}

}
