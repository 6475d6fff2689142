package io.coolnode.cluster.tomcat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.apache.coyote.http11.Http11NioProtocol;

import io.coolnode.channel.Sleeper;
import io.coolnode.cluster.Traffic;

/**
 * Opens and drains a shared port by means of Tomcat.
 */
final class TomcatTraffic implements Traffic {

	private static final Duration POLL = Duration.ofMillis(5);

	private static final long TIMEOUT_CHECK_MILLIS = 50;

	private final Http11NioProtocol protocol;

	private final SharedPortEndpoint endpoint;

	private final Sleeper sleeper;

	private final Http2Drain http2;

	private final AtomicLong idleMillis = new AtomicLong(Long.MAX_VALUE);

	TomcatTraffic(Http11NioProtocol protocol, SharedPortEndpoint endpoint, Http2Drain http2, Sleeper sleeper) {
		this.protocol = protocol;
		this.endpoint = endpoint;
		this.sleeper = sleeper;
		this.http2 = http2;
	}

	@Override
	public void open() {
		this.http2.prepare();
		this.endpoint.openGate();
	}

	@Override
	public int drain(Duration timeout, Duration idleTimeout) throws InterruptedException {
		long deadline = System.nanoTime() + timeout.toNanos();
		this.protocol.setMaxKeepAliveRequests(1);
		this.endpoint.getSocketProperties().setTimeoutInterval(TIMEOUT_CHECK_MILLIS);
		this.endpoint.stopAccepting();
		shortenIdle(idleTimeout);
		this.http2.advance();
		int left = this.endpoint.countConnections();
		while (left > 0 && deadline - System.nanoTime() > 0) {
			this.endpoint.endIdle(this.idleMillis.get());
			this.http2.advance();
			this.sleeper.sleep(POLL);
			left = this.endpoint.countConnections();
		}
		return left;
	}

	@Override
	public void shortenIdle(Duration idleTimeout) {
		this.idleMillis.accumulateAndGet(Math.max(1, idleTimeout.toMillis()), Math::min);
	}

	@Override
	public void stopAccepting() {
		this.endpoint.stopAccepting();
	}

}
