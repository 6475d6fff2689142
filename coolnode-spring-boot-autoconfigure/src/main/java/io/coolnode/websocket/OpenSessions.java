package io.coolnode.websocket;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.WebSocketSession;

import io.coolnode.channel.Threads;

/**
 * The WebSocket sessions that are open in this process.
 */
public final class OpenSessions {

	private static final Log logger = LogFactory.getLog(OpenSessions.class);

	/**
	 * A client that does not read can hold up the one who says goodbye.
	 */
	private static final int THREADS = 8;

	private final Set<WebSocketSession> sessions = ConcurrentHashMap.newKeySet();

	// volatile: set once by the thread that drains, read by those that open sessions
	private volatile boolean restarting;

	/**
	 * Close all sessions, and each that is opened from now on, with the code 1012, at
	 * which clients connect again. Does not wait for the clients.
	 */
	public void restart() {
		this.restarting = true;
		ExecutorService executor = new ThreadPoolExecutor(THREADS, THREADS, 0, TimeUnit.SECONDS,
				new LinkedBlockingQueue<>(), Threads.daemons(names("coolnode-websocket-close-")));
		this.sessions.forEach((session) -> executor.execute(() -> restart(session)));
		executor.shutdown();
	}

	private static Supplier<String> names(String prefix) {
		AtomicInteger number = new AtomicInteger();
		return () -> prefix + number.incrementAndGet();
	}

	void opened(WebSocketSession session) {
		this.sessions.add(session);
		if (this.restarting) {
			restart(session);
		}
	}

	void closed(WebSocketSession session) {
		this.sessions.remove(session);
	}

	private static void restart(WebSocketSession session) {
		try {
			session.close(CloseStatus.SERVICE_RESTARTED);
		}
		catch (IOException | RuntimeException ex) {
			logger.debug("A WebSocket session could not be closed", ex);
		}
	}

}
