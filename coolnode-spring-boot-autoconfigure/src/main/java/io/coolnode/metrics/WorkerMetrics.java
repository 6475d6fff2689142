package io.coolnode.metrics;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.context.SmartLifecycle;

import io.coolnode.ChannelException;
import io.coolnode.ChannelMessage;
import io.coolnode.channel.ClusterEventNames;
import io.coolnode.channel.InternalChannel;
import io.coolnode.channel.Threads;

/**
 * Tells the master the metrics of this worker, when it asks and at the end, and asks it
 * for those of all processes.
 */
public final class WorkerMetrics implements SmartLifecycle {

	private static final Log logger = LogFactory.getLog(WorkerMetrics.class);

	/**
	 * Between the phase in which Boot stops serving gracefully and the one in which the
	 * web server is stopped, and its own meters with it.
	 */
	private static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 1500;

	private static final Duration PATIENCE = Duration.ofSeconds(8);

	private static final long OWN_PATIENCE_MILLIS = 1000;

	private final InternalChannel channel;

	private final Map<String, SnapshotView> views = new ConcurrentSkipListMap<>();

	private final ThreadPoolExecutor thread = new ThreadPoolExecutor(0, 1, 10, TimeUnit.SECONDS,
			new LinkedBlockingQueue<>(), Threads.daemons(() -> "coolnode-metrics"));

	// volatile: written when the context starts and stops, read by any thread
	private volatile boolean running;

	/**
	 * Create the metrics of a worker.
	 * @param channel the channel to the master
	 */
	public WorkerMetrics(InternalChannel channel) {
		this.channel = channel;
		channel.on(ClusterEventNames.METRICS_COLLECT, this::collect);
	}

	/**
	 * Tell metrics of a kind from now on.
	 * @param name the kind, by which it is asked for
	 * @param source takes snapshots
	 */
	void add(String name, SnapshotSource source) {
		this.views.put(name, new SnapshotView(source));
		if (this.running) {
			announce();
		}
	}

	private void announce() {
		if (!this.views.isEmpty()) {
			this.channel.emit(ClusterEventNames.METRICS_VIEWS, List.copyOf(this.views.keySet()));
		}
	}

	private void collect(ChannelMessage message) {
		String name = message.get(0, String.class);
		try {
			this.thread.execute(() -> tell(String.valueOf(name)));
		}
		catch (RejectedExecutionException ex) {
			logger.debug("The master asks for metrics after the end", ex);
		}
	}

	private void tell(String name) {
		SnapshotView view = this.views.get(name);
		if (view == null) {
			return;
		}
		try {
			TakenSnapshot taken = view.take(OWN_PATIENCE_MILLIS);
			this.channel.emit(ClusterEventNames.METRICS_TAKEN, name, taken.number(), taken.bytes());
		}
		catch (RuntimeException ex) {
			logger.warn("The metrics of this worker (" + name + ") could not be told: " + ex.getMessage());
		}
	}

	/**
	 * Return the metrics of all processes.
	 * @param name of what kind
	 * @return the snapshot
	 * @throws MetricsUnavailableException if the master does not tell them
	 */
	Snapshot ofAll(String name) {
		SnapshotView view = this.views.get(name);
		TakenSnapshot own = (view != null) ? view.take(OWN_PATIENCE_MILLIS) : TakenSnapshot.NONE;
		return merge(ask(name, own));
	}

	private ChannelMessage ask(String name, TakenSnapshot own) {
		CompletableFuture<ChannelMessage> answer;
		try {
			answer = this.channel.request("master", ClusterEventNames.METRICS_OF_ALL, name, own.number(), own.bytes());
		}
		catch (ChannelException ex) {
			throw new MetricsUnavailableException(String.valueOf(ex.getMessage()), ex);
		}
		try {
			return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (TimeoutException ex) {
			answer.cancel(false);
			throw new MetricsUnavailableException("the master has not answered within " + PATIENCE.toSeconds() + " s",
					ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new MetricsUnavailableException("interrupted", ex);
		}
		catch (ExecutionException ex) {
			throw new MetricsUnavailableException(String.valueOf(ex.getCause()), ex);
		}
	}

	private static Snapshot merge(ChannelMessage answer) {
		PartHeader[] headers = answer.get(0, PartHeader[].class);
		if (headers == null) {
			throw new MetricsUnavailableException(String.valueOf(answer.get(1, String.class)), null);
		}
		Merger merger = new Merger();
		for (int i = 0; i < headers.length; i++) {
			byte[] bytes = answer.get(1 + i, byte[].class);
			Snapshot snapshot = (bytes != null && bytes.length > 0) ? SnapshotCodec.decode(bytes) : Snapshot.EMPTY;
			if (headers[i].whole()) {
				merger.addWhole(headers[i].code(), snapshot);
			}
			else {
				merger.addTotals(headers[i].code(), snapshot);
			}
		}
		return merger.result();
	}

	@Override
	public void start() {
		this.running = true;
		announce();
	}

	/**
	 * Tell for the last time.
	 */
	@Override
	public void stop() {
		this.running = false;
		this.views.keySet().forEach(this::tell);
		this.thread.shutdown();
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

}
