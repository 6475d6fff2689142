package io.coolnode.cluster.tomcat;

import java.nio.channels.ServerSocketChannel;
import java.util.function.Consumer;

import org.apache.coyote.http11.Http11NioProtocol;

import io.coolnode.channel.Sleeper;
import io.coolnode.cluster.Traffic;

/**
 * HTTP on a listening socket that this process has inherited and shares with others.
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
	 * Say what to run the close of the inherited channel in, as the JVM points
	 * descriptors 0 to 2 elsewhere with it.
	 * @param guard runs what it is given
	 */
	public void setCloseGuard(Consumer<Runnable> guard) {
		endpoint().configure(System::inheritedChannel, guard);
	}

	void useChannel(ServerSocketChannel channel) {
		endpoint().configure(() -> channel, Runnable::run);
	}

	/**
	 * Return what opens and drains this protocol's port.
	 * @return the traffic
	 */
	public Traffic traffic() {
		return this.traffic;
	}

}
