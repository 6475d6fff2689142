package io.coolnode.cluster.tomcat;

import java.util.function.Consumer;
import java.util.function.IntConsumer;

import org.apache.coyote.http11.Http11NioProtocol;

import io.coolnode.channel.Sleeper;
import io.coolnode.cluster.Traffic;

/**
 * HTTP on a port that this process shares with others.
 */
public final class SharedPortProtocol extends Http11NioProtocol {

	private final Traffic traffic;

	/**
	 * Create the protocol, which Tomcat does by the name of this class.
	 */
	public SharedPortProtocol() {
		super(new SharedPortEndpoint(Sleeper.SYSTEM));
		this.traffic = new TomcatTraffic(this, endpoint(), Sleeper.SYSTEM);
	}

	private SharedPortEndpoint endpoint() {
		return (SharedPortEndpoint) getEndpoint();
	}

	/**
	 * Accept from the listening socket that this process has inherited.
	 * @param closeGuard runs what closes it, as the JVM points descriptors 0 to 2
	 * elsewhere with it
	 */
	public void inherit(Consumer<Runnable> closeGuard) {
		endpoint().accept(new InheritedPort(System::inheritedChannel, closeGuard));
	}

	/**
	 * Listen on the port beside the other workers.
	 * @param stopQueueing lets the kernel queue no further connection at the sockets of
	 * this process on a port
	 */
	public void reusePort(IntConsumer stopQueueing) {
		endpoint().accept(new ReusedPort(stopQueueing));
	}

	void accept(AcceptedPort port) {
		endpoint().accept(port);
	}

	/**
	 * Return what opens and drains this protocol's port.
	 * @return the traffic
	 */
	public Traffic traffic() {
		return this.traffic;
	}

}
