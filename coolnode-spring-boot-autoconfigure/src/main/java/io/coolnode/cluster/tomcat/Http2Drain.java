package io.coolnode.cluster.tomcat;

import java.time.Duration;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicLong;

import org.apache.coyote.UpgradeProtocol;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.coyote.http11.upgrade.UpgradeProcessorInternal;
import org.apache.coyote.http2.Http2Protocol;

/**
 * Ends HTTP/2 connections without losing a stream: GOAWAY first, then the close of each
 * connection that has none left.
 */
final class Http2Drain {

	private static final String HANDLERS = "org.apache.coyote.http2.";

	/**
	 * How long streams are still served that a client has opened before it saw GOAWAY.
	 */
	private static final Duration CROSSING = Duration.ofSeconds(5);

	/**
	 * How long a client has to see GOAWAY before its idle connection is closed.
	 */
	private static final Duration NOTICE = Duration.ofMillis(500);

	private static final long NOT_BEGUN = -1;

	private final Http11NioProtocol protocol;

	private final SharedPortEndpoint endpoint;

	/**
	 * The connections that were told one by one.
	 */
	// guarded by itself
	private final Set<UpgradeProcessorInternal> told = Collections.newSetFromMap(new WeakHashMap<>());

	private final AtomicLong beginNanos = new AtomicLong(NOT_BEGUN);

	Http2Drain(Http11NioProtocol protocol, SharedPortEndpoint endpoint) {
		this.protocol = protocol;
		this.endpoint = endpoint;
	}

	/**
	 * Let what is served later be drained without loss.
	 */
	void prepare() {
		for (UpgradeProtocol upgrade : this.protocol.findUpgradeProtocols()) {
			if (upgrade instanceof Http2Protocol http2) {
				http2.setDrainTimeout(Math.max(http2.getDrainTimeout(), CROSSING.toNanos()));
			}
		}
	}

	/**
	 * Say GOAWAY where it was not said, and close what is idle. To be called again and
	 * again.
	 */
	void advance() {
		this.endpoint.getHandler().pause();
		this.beginNanos.compareAndSet(NOT_BEGUN, System.nanoTime());
		if (System.nanoTime() - this.beginNanos.get() < NOTICE.toNanos()) {
			return;
		}
		long now = System.currentTimeMillis() + keepAliveMillis() - NOTICE.toMillis();
		this.endpoint.forEachProcessor((processor) -> {
			if (processor instanceof UpgradeProcessorInternal upgraded && isHttp2(upgraded)) {
				upgraded.timeoutAsync(now);
			}
		});
	}

	/**
	 * Say GOAWAY on one connection where it was not said.
	 */
	void endOne() {
		UpgradeProcessorInternal[] chosen = new UpgradeProcessorInternal[1];
		this.endpoint.forEachProcessor((processor) -> {
			if (chosen[0] == null && processor instanceof UpgradeProcessorInternal upgraded && isHttp2(upgraded)
					&& tell(upgraded)) {
				chosen[0] = upgraded;
				upgraded.pause();
			}
		});
	}

	private boolean tell(UpgradeProcessorInternal processor) {
		synchronized (this.told) {
			return this.told.add(processor);
		}
	}

	private long keepAliveMillis() {
		for (UpgradeProtocol upgrade : this.protocol.findUpgradeProtocols()) {
			if (upgrade instanceof Http2Protocol http2) {
				return http2.getKeepAliveTimeout();
			}
		}
		return 0;
	}

	private static boolean isHttp2(UpgradeProcessorInternal processor) {
		return processor.getUpgradeToken().httpUpgradeHandler().getClass().getName().startsWith(HANDLERS);
	}

}
