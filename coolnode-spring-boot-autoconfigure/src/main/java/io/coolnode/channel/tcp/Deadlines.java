package io.coolnode.channel.tcp;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import io.coolnode.channel.Threads;

/**
 * Ends the connections that do not complete their handshake in time, and the oldest of
 * them when there are too many.
 */
final class Deadlines {

	private static final Log logger = LogFactory.getLog(Deadlines.class);

	private static final int MAX_PENDING = 64;

	private final Duration limit;

	private final ScheduledThreadPoolExecutor timer;

	// guarded by this
	private final Map<SocketChannel, ScheduledFuture<?>> pending = new LinkedHashMap<>();

	Deadlines(Duration limit) {
		this.limit = limit;
		this.timer = new ScheduledThreadPoolExecutor(1, Threads.daemons(() -> "coolnode-handshake-timer"));
		this.timer.setRemoveOnCancelPolicy(true);
	}

	synchronized void begin(SocketChannel socket) {
		if (this.pending.size() >= MAX_PENDING) {
			Iterator<Map.Entry<SocketChannel, ScheduledFuture<?>>> oldest = this.pending.entrySet().iterator();
			Map.Entry<SocketChannel, ScheduledFuture<?>> entry = oldest.next();
			oldest.remove();
			entry.getValue().cancel(false);
			close(entry.getKey());
		}
		this.pending.put(socket,
				this.timer.schedule(() -> close(socket), this.limit.toMillis(), TimeUnit.MILLISECONDS));
	}

	/**
	 * Let a connection go on, or forget one that has ended.
	 * @param socket the connection
	 * @return {@code false} if it was ended
	 */
	synchronized boolean end(SocketChannel socket) {
		ScheduledFuture<?> deadline = this.pending.remove(socket);
		return deadline != null && deadline.cancel(false);
	}

	synchronized void shutdown() {
		this.timer.shutdownNow();
		this.pending.keySet().forEach(Deadlines::close);
		this.pending.clear();
	}

	private static void close(SocketChannel socket) {
		try {
			socket.close();
		}
		catch (IOException ex) {
			logger.debug("A stranger's connection could not be closed", ex);
		}
	}

}
