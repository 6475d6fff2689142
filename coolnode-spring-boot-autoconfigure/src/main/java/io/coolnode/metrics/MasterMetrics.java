package io.coolnode.metrics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.ApplicationListener;

import io.coolnode.ChannelException;
import io.coolnode.ChannelMessage;
import io.coolnode.WorkerExitedEvent;
import io.coolnode.channel.ClusterEventNames;
import io.coolnode.channel.InternalChannel;
import io.coolnode.channel.Threads;

/**
 * Collects, in the master, the metrics of all processes for the worker that was asked for
 * them, and keeps what those that have ended had counted. It does not read what workers
 * tell, but when one has ended. All its state belongs to the thread
 * {@code coolnode-metrics}.
 */
public final class MasterMetrics implements ApplicationListener<WorkerExitedEvent>, DisposableBean {

	private static final Log logger = LogFactory.getLog(MasterMetrics.class);

	/**
	 * How long to wait for workers that are to tell.
	 */
	private static final Duration PATIENCE = Duration.ofSeconds(1);

	/**
	 * How long a worker's last word may still come after the news of its end.
	 */
	private static final Duration LAST_WORD = Duration.ofSeconds(2);

	private static final String MASTER = "master";

	private final InternalChannel channel;

	private final Function<String, SnapshotSource> own;

	private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(1,
			Threads.daemons(() -> "coolnode-metrics"));

	private final ReportingWorkers workers;

	private final KeptTotals kept = new KeptTotals();

	private final Map<String, Round> rounds = new LinkedHashMap<>();

	private final Map<String, SnapshotView> views = new LinkedHashMap<>();

	/**
	 * Create the metrics of a master.
	 * @param channel the channel to the workers
	 * @param interval how often workers are asked although nobody wants to know
	 * @param own the metrics of the master itself
	 */
	public MasterMetrics(InternalChannel channel, Duration interval, MasterRegistry own) {
		this.channel = channel;
		this.own = own::source;
		this.workers = new ReportingWorkers(channel.cluster());
		this.thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
		channel.on(ClusterEventNames.METRICS_VIEWS, (message) -> execute(() -> announced(message)));
		channel.on(ClusterEventNames.METRICS_TAKEN, (message) -> execute(() -> taken(message)));
		channel.on(ClusterEventNames.METRICS_OF_ALL, (message) -> execute(() -> asked(message)));
		this.thread.scheduleWithFixedDelay(this::askAll, interval.toMillis(), interval.toMillis(),
				TimeUnit.MILLISECONDS);
	}

	private void execute(Runnable task) {
		try {
			this.thread.execute(() -> run(task));
		}
		catch (RejectedExecutionException ex) {
			logger.debug("Nobody collects metrics any more", ex);
		}
	}

	private void schedule(Duration delay, Runnable task) {
		this.thread.schedule(() -> run(task), delay.toMillis(), TimeUnit.MILLISECONDS);
	}

	private static void run(Runnable task) {
		try {
			task.run();
		}
		catch (RuntimeException | LinkageError ex) {
			logger.error("Metrics could not be collected", ex);
		}
	}

	/**
	 * Take notice of what a worker can tell, and tell the same of the master for the
	 * first time: what that needs is loaded then, though the jar be written over later.
	 * @param message what the worker says
	 */
	private void announced(ChannelMessage message) {
		String[] names = message.get(0, String[].class);
		this.workers.add(message.sender(), names);
		this.workers.views().forEach((view) -> {
			if (!this.views.containsKey(view)) {
				view(view).take(0);
			}
		});
	}

	private SnapshotView view(String name) {
		return this.views.computeIfAbsent(name, (key) -> new SnapshotView(this.own.apply(key)));
	}

	private void askAll() {
		run(() -> this.workers.views().forEach((view) -> this.rounds.computeIfAbsent(view, this::begin)));
	}

	private void asked(ChannelMessage message) {
		String view = String.valueOf(message.get(0, String.class));
		ReportingWorkers.Entry asking = this.workers.find(message.sender().id());
		boolean told = store(asking, message);
		Round round = this.rounds.get(view);
		if (round == null) {
			round = begin(view);
			this.rounds.put(view, round);
		}
		if (asking != null) {
			round.heard(asking, told);
		}
		round.askers.add(message);
		finishIfDone(view, round);
	}

	private void taken(ChannelMessage message) {
		ReportingWorkers.Entry entry = this.workers.find(message.sender().id());
		if (entry == null) {
			return;
		}
		boolean told = store(entry, message);
		String view = String.valueOf(message.get(0, String.class));
		entry.answered(view);
		Round round = this.rounds.get(view);
		if (round != null) {
			round.heard(entry, told);
			finishIfDone(view, round);
		}
	}

	private static boolean store(ReportingWorkers.@Nullable Entry entry, ChannelMessage message) {
		Long number = message.get(1, Long.class);
		byte[] bytes = message.get(2, byte[].class);
		if (entry == null || number == null || bytes == null || number == TakenSnapshot.NONE.number()) {
			return false;
		}
		entry.store(String.valueOf(message.get(0, String.class)), new TakenSnapshot(number, bytes));
		return true;
	}

	private Round begin(String view) {
		Round round = new Round();
		for (ReportingWorkers.Entry entry : this.workers.toAsk(view)) {
			try {
				this.channel.emitTo(entry.sender(), ClusterEventNames.METRICS_COLLECT, view);
				round.waiting.add(entry);
			}
			catch (ChannelException ex) {
				logger.debug("Worker " + entry.sender() + " was not asked for its metrics", ex);
			}
			entry.asked(view);
		}
		schedule(PATIENCE, () -> {
			if (this.rounds.get(view) == round) {
				finish(view, round);
			}
		});
		return round;
	}

	private void finishIfDone(String view, Round round) {
		if (round.waiting.isEmpty()) {
			finish(view, round);
		}
	}

	private void finish(String view, Round round) {
		this.rounds.remove(view);
		if (round.askers.isEmpty()) {
			return;
		}
		List<PartHeader> headers = new ArrayList<>();
		List<Object> values = new ArrayList<>();
		this.workers.newestFirst().forEach((entry) -> {
			TakenSnapshot last = entry.last(view);
			if (last != null) {
				headers.add(new PartHeader(entry.sender().code(),
						round.answered.contains(entry) && this.workers.isCurrent(entry)));
				values.add(last.bytes());
			}
		});
		headers.add(new PartHeader(MASTER, true));
		values.add(view(view).take(0).bytes());
		this.kept.of(view).forEach((code, bytes) -> {
			headers.add(new PartHeader(code, false));
			values.add(bytes);
		});
		values.add(0, headers);
		round.askers.forEach((message) -> reply(message, values.toArray()));
	}

	private static void reply(ChannelMessage message, Object[] values) {
		try {
			message.reply(values);
		}
		catch (ChannelException ex) {
			logger.warn("The metrics of the cluster could not be told: " + ex.getMessage());
			message.reply(null, String.valueOf(ex.getMessage()));
		}
	}

	/**
	 * Take notice of the end of a worker.
	 * @param event the event
	 */
	@Override
	public void onApplicationEvent(WorkerExitedEvent event) {
		long id = event.getWorker().id();
		execute(() -> {
			ReportingWorkers.Entry entry = this.workers.ended(id);
			this.rounds.entrySet().stream().toList().forEach((round) -> {
				if (entry != null && round.getValue().waiting.remove(entry)) {
					finishIfDone(round.getKey(), round.getValue());
				}
			});
			schedule(LAST_WORD, () -> bury(id));
		});
	}

	private void bury(long id) {
		ReportingWorkers.Entry entry = this.workers.remove(id);
		if (entry != null) {
			entry.all().forEach((view, last) -> this.kept.add(view, entry.sender().code(), last.bytes()));
		}
	}

	@Override
	public void destroy() {
		this.thread.shutdown();
	}

	/**
	 * The collection of one kind of metrics, for all who ask while it lasts.
	 */
	private static final class Round {

		private final List<ReportingWorkers.Entry> waiting = new ArrayList<>();

		private final List<ReportingWorkers.Entry> answered = new ArrayList<>();

		private final List<ChannelMessage> askers = new ArrayList<>();

		private void heard(ReportingWorkers.Entry entry, boolean told) {
			this.waiting.remove(entry);
			if (told) {
				this.answered.add(entry);
			}
		}

	}

}
