package io.coolnode.cluster.tomcat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NetworkChannel;
import java.nio.channels.SocketChannel;

import org.apache.tomcat.util.net.SocketProperties;
import org.jspecify.annotations.Nullable;

/**
 * A port from which this process accepts connections beside other processes.
 */
interface AcceptedPort {

	/**
	 * Take the port, without letting anybody connect yet.
	 * @param address where Tomcat is configured to listen
	 * @param backlog how many connections may wait to be accepted
	 * @param properties how Tomcat is configured to treat sockets
	 * @throws IOException if the port is not to be had
	 */
	void bind(InetSocketAddress address, int backlog, SocketProperties properties) throws IOException;

	/**
	 * Let connections come.
	 * @throws IOException if the port is not to be had
	 */
	void open() throws IOException;

	/**
	 * Wait for a connection.
	 * @return the connection
	 * @throws ClosedChannelException if none will come any more
	 * @throws IOException if that one could not be accepted
	 */
	SocketChannel accept() throws IOException;

	/**
	 * Let no more connections come to this process. Others are not affected.
	 * @param gate what lets the acceptor in
	 */
	void close(AcceptGate gate);

	/**
	 * Return the socket that tells the local address.
	 * @return the socket, or {@code null} if there is none
	 */
	@Nullable NetworkChannel channel();

}
