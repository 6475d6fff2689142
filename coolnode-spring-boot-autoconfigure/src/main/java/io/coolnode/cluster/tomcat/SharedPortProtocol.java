package io.coolnode.cluster.tomcat;

import java.util.function.Consumer;
import java.util.function.IntConsumer;

import org.apache.coyote.http11.Http11NioProtocol;

import io.coolnode.channel.Sleeper;
import io.coolnode.cluster.Traffic;
import io.coolnode.cluster.WorkerLoad;

/**
 * HTTP on a port that this process shares with others.
 */
public final class SharedPortProtocol extends Http11NioProtocol {

	private final Http2Drain http2;

	private final Traffic traffic;

	/**
	 * Create the protocol, which Tomcat does by the name of this class.
	 */
	public SharedPortProtocol() {
		super(new SharedPortEndpoint(Sleeper.SYSTEM));
		this.http2 = new Http2Drain(this, endpoint());
		this.traffic = new TomcatTraffic(this, endpoint(), this.http2, Sleeper.SYSTEM);
	}

	private SharedPortEndpoint endpoint() {
		return (SharedPortEndpoint) getEndpoint();
	}

	/**
	 * Accept from the listening socket that this process has inherited.
	 * @param closeGuard runs what closes it, as the JVM points descriptors 0 to 2
	 * elsewhere with it
	 * @param load what this worker has to do, and others have
	 */
	public void inherit(Consumer<Runnable> closeGuard, WorkerLoad load) {
		endpoint().accept(new InheritedPort(System::inheritedChannel, closeGuard, new AcceptDelay(load)), load);
	}

	/**
	 * Listen on the port beside the other workers.
	 * @param stopQueueing lets the kernel queue no further connection at the sockets of
	 * this process on a port
	 */
	public void reusePort(IntConsumer stopQueueing) {
		endpoint().accept(new ReusedPort(stopQueueing), WorkerLoad.alone());
	}

	void accept(AcceptedPort port, WorkerLoad load) {
		endpoint().accept(port, load);
	}

	/**
	 * Say GOAWAY on one HTTP/2 connection that has not been told yet.
	 */
	void endOneHttp2() {
		this.http2.endOne();
	}

	/**
	 * Return what opens and drains this protocol's port.
	 * @return the traffic
	 */
	public Traffic traffic() {
		return this.traffic;
	}

}
