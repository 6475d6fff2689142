package io.coolnode.cluster.tomcat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.apache.coyote.http11.Http11NioProtocol;

import io.coolnode.cluster.Traffic;

/**
 * Opens and drains the shared port by means of Tomcat.
 */
final class TomcatTraffic implements Traffic {

	private static final long POLL_MILLIS = 5;

	private static final long TIMEOUT_CHECK_MILLIS = 50;

	private final Http11NioProtocol protocol;

	private final SharedPortEndpoint endpoint;

	TomcatTraffic(Http11NioProtocol protocol, SharedPortEndpoint endpoint) {
		this.protocol = protocol;
		this.endpoint = endpoint;
	}

	@Override
	public void open() {
		this.endpoint.openGate();
	}

	@Override
	public int drain(Duration timeout, Duration idleTimeout) throws InterruptedException {
		long deadline = System.nanoTime() + timeout.toNanos();
		this.protocol.setMaxKeepAliveRequests(1);
		this.endpoint.getSocketProperties().setTimeoutInterval(TIMEOUT_CHECK_MILLIS);
		this.endpoint.stopAccepting();
		int left = this.endpoint.countConnections();
		while (left > 0 && deadline - System.nanoTime() > 0) {
			this.endpoint.endIdle(Math.max(1, idleTimeout.toMillis()));
			TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
			left = this.endpoint.countConnections();
		}
		return left;
	}

	@Override
	public void stopAccepting() {
		this.endpoint.stopAccepting();
	}

}
