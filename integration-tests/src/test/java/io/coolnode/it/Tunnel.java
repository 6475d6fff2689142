package io.coolnode.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A port that leads to another one, and can be cut: then all its connections end, and new
 * ones end at once.
 */
final class Tunnel implements AutoCloseable {

	private final int target;

	private final ServerSocket server;

	private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

	private volatile boolean cut;

	/**
	 * Open a tunnel.
	 * @param target the port to which it leads
	 */
	Tunnel(int target) throws IOException {
		this.target = target;
		this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		start(this::accept);
	}

	int port() {
		return this.server.getLocalPort();
	}

	void cut() {
		this.cut = true;
		this.sockets.forEach(Tunnel::close);
	}

	void mend() {
		this.cut = false;
	}

	private void accept() {
		while (!this.server.isClosed()) {
			try {
				connect(this.server.accept());
			}
			catch (IOException ex) {
				if (!this.server.isClosed()) {
					throw new UncheckedIOException(ex);
				}
			}
		}
	}

	private void connect(Socket near) {
		Socket far = new Socket();
		this.sockets.add(near);
		this.sockets.add(far);
		try {
			if (!this.cut) {
				far.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), this.target));
				start(() -> copy(near, far));
				start(() -> copy(far, near));
				return;
			}
		}
		catch (IOException ex) {
			// what it leads to is away, and so is this end
		}
		end(near, far);
	}

	private void copy(Socket from, Socket to) {
		try {
			from.getInputStream().transferTo(to.getOutputStream());
		}
		catch (IOException ex) {
			// it was cut, or one end is gone
		}
		end(from, to);
	}

	private void end(Socket... ends) {
		for (Socket socket : ends) {
			close(socket);
			this.sockets.remove(socket);
		}
	}

	private static void close(Socket socket) {
		try {
			socket.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void start(Runnable task) {
		Thread thread = new Thread(task, "tunnel");
		thread.setDaemon(true);
		thread.start();
	}

	@Override
	public void close() throws IOException {
		this.server.close();
		cut();
	}

}
