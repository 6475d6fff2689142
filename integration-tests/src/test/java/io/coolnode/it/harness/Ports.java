package io.coolnode.it.harness;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports for applications that must be told one.
 */
public final class Ports {

	private Ports() {
	}

	/**
	 * Find a free port among those that the system does not give to clients.
	 * @return the port
	 */
	public static int free() {
		while (true) {
			int port = ThreadLocalRandom.current().nextInt(20000, 32000);
			try (ServerSocket socket = new ServerSocket(port)) {
				return socket.getLocalPort();
			}
			catch (IOException ex) {
				// somebody has it: try another one
			}
		}
	}

}
