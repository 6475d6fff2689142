package io.coolnode.websocket;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ParameterizedTypeReference;
import org.springframework.core.ResolvableType;

import io.coolnode.Channel;
import io.coolnode.ChannelMessage;
import io.coolnode.ChannelOverflowException;
import io.coolnode.Cluster;
import io.coolnode.MessageTooLargeException;
import io.coolnode.Sender;
import io.coolnode.Subscription;
import io.coolnode.UnknownTargetException;
import io.coolnode.Worker;
import io.coolnode.WorkerState;
import io.coolnode.channel.InternalChannel;
import io.coolnode.channel.ObservableCluster;
import io.coolnode.channel.Threads;

/**
 * Named values of which every worker owns some and knows all. A change travels as it
 * happens; a worker that joins exchanges all it has with the others; what a worker owned
 * is gone when it has ended. All is done on one thread, but reading.
 *
 * @param <V> the type of the values, which JSON can carry
 */
final class SharedEntries<V> implements AutoCloseable {

	/**
	 * The reason for which entries of a worker that has ended are removed.
	 */
	static final String OWNER_ENDED = "ended";

	private static final Log logger = LogFactory.getLog(SharedEntries.class);

	private static final String PUT = "put";

	private static final String REMOVE = "remove";

	private static final String ALL = "all";

	private static final int BATCH = 500;

	private static final long RETRY_MILLIS = 1000;

	private final InternalChannel channel;

	private final String event;

	private final Class<V> type;

	private final ParameterizedTypeReference<LinkedHashMap<String, V>> mapType;

	private final Listener<V> listener;

	private final ScheduledExecutorService executor;

	private final List<Subscription> subscriptions = new ArrayList<>();

	// confined to the executor's thread
	private final Map<String, V> own = new LinkedHashMap<>();

	// written by the executor's thread, read by all
	private final Map<Process, Part<V>> parts = new ConcurrentHashMap<>();

	/**
	 * Create entries, of which this worker has none yet.
	 * @param channel what connects the workers
	 * @param name the name by which the workers know these entries
	 * @param type the type of the values
	 * @param listener what to tell of the entries of others
	 */
	SharedEntries(InternalChannel channel, String name, Class<V> type, Listener<V> listener) {
		this.channel = channel;
		this.event = InternalChannel.PREFIX + "shared." + name;
		this.type = type;
		this.mapType = ParameterizedTypeReference
			.forType(ResolvableType.forClassWithGenerics(LinkedHashMap.class, String.class, type).getType());
		this.listener = listener;
		this.executor = new ScheduledThreadPoolExecutor(1, Threads.daemons(() -> "coolnode-shared-" + name));
	}

	/**
	 * Begin to exchange entries with the other workers.
	 */
	void start() {
		this.subscriptions.add(this.channel.on(this.event, this::receive));
		Cluster cluster = this.channel.cluster();
		if (cluster instanceof ObservableCluster observable) {
			this.subscriptions.add(observable.onChange(() -> execute(this::refresh)));
		}
		this.subscriptions.add(this.channel.channel().on(Channel.READY, (message) -> execute(this::refresh)));
	}

	/**
	 * Add an entry of this worker, or replace it.
	 * @param key the key
	 * @param value the value
	 */
	void put(String key, V value) {
		execute(() -> {
			this.own.put(key, value);
			this.parts.values().forEach((part) -> send(part, PUT, key, value));
		});
	}

	/**
	 * Remove an entry of this worker.
	 * @param key the key
	 * @param reason why, which the others' listeners get
	 */
	void remove(String key, String reason) {
		execute(() -> {
			if (this.own.remove(key) != null) {
				this.parts.values().forEach((part) -> send(part, REMOVE, key, reason));
			}
		});
	}

	/**
	 * Return what the other workers own, as far as it is known.
	 * @return a part for each of them
	 */
	Collection<Part<V>> others() {
		return this.parts.values();
	}

	private void refresh() {
		Set<Process> living = new HashSet<>();
		for (Worker worker : this.channel.cluster().workers()) {
			if (worker.pid().isPresent()) {
				Sender owner = new Sender(worker.code(), worker.id(), worker.pid().getAsLong());
				living.add(Process.of(owner));
				if (worker.state() == WorkerState.READY && !this.channel.isSelf(owner)
						&& !this.parts.containsKey(Process.of(owner))) {
					sendAll(open(owner), true);
				}
			}
		}
		List<Part<V>> ended = this.parts.values()
			.stream()
			.filter((part) -> !living.contains(Process.of(part.owner)))
			.toList();
		ended.forEach((part) -> {
			this.parts.remove(Process.of(part.owner));
			List.copyOf(part.entries.keySet()).forEach((key) -> removeEntry(part, key, OWNER_ENDED));
		});
	}

	private Part<V> open(Sender owner) {
		return this.parts.computeIfAbsent(Process.of(owner), (process) -> new Part<>(owner));
	}

	private void sendAll(Part<V> part, boolean reply) {
		Iterator<Map.Entry<String, V>> entries = this.own.entrySet().iterator();
		boolean first = true;
		do {
			Map<String, V> batch = new LinkedHashMap<>();
			while (entries.hasNext() && batch.size() < BATCH) {
				Map.Entry<String, V> entry = entries.next();
				batch.put(entry.getKey(), entry.getValue());
			}
			boolean last = !entries.hasNext();
			send(part, ALL, batch, first, last, last && reply);
			first = false;
		}
		while (entries.hasNext() && !part.outdated);
	}

	private void send(Part<V> part, Object... data) {
		if (part.outdated) {
			return;
		}
		try {
			this.channel.emitTo(part.owner, this.event, data);
		}
		catch (UnknownTargetException ex) {
			logger.debug("A change is not told to a worker that has ended", ex);
		}
		catch (ChannelOverflowException | MessageTooLargeException ex) {
			logger.debug("A change cannot be told at the moment", ex);
			part.outdated = true;
			this.executor.schedule(() -> guarded(() -> retry(part)), RETRY_MILLIS, TimeUnit.MILLISECONDS);
		}
	}

	private void retry(Part<V> part) {
		part.outdated = false;
		if (this.parts.get(Process.of(part.owner)) == part) {
			sendAll(part, false);
		}
	}

	private void receive(ChannelMessage message) {
		Sender sender = message.sender();
		String kind = text(message, 0);
		switch (kind) {
			case PUT -> {
				String key = text(message, 1);
				V value = message.get(2, this.type);
				execute(() -> update(sender, (part) -> putEntry(part, key, value)));
			}
			case REMOVE -> {
				String key = text(message, 1);
				String reason = text(message, 2);
				execute(() -> update(sender, (part) -> removeEntry(part, key, reason)));
			}
			case ALL -> {
				LinkedHashMap<String, V> batch = message.get(1, this.mapType);
				boolean first = flag(message, 2);
				boolean last = flag(message, 3);
				boolean reply = flag(message, 4);
				execute(() -> update(sender,
						(part) -> takeBatch(part, (batch != null) ? batch : Map.of(), first, last, reply)));
			}
			default -> logger.warn("Worker " + sender.code() + " tells '" + kind + "', which is unknown");
		}
	}

	private static String text(ChannelMessage message, int index) {
		String text = message.get(index, String.class);
		return (text != null) ? text : "";
	}

	private static boolean flag(ChannelMessage message, int index) {
		return Boolean.TRUE.equals(message.get(index, Boolean.class));
	}

	private void update(Sender sender, Consumer<Part<V>> change) {
		boolean known = this.channel.cluster()
			.workers()
			.stream()
			.anyMatch((worker) -> worker.id() == sender.id() && worker.code().equals(sender.code()));
		if (known && !this.channel.isSelf(sender)) {
			change.accept(open(sender));
		}
	}

	private void takeBatch(Part<V> part, Map<String, V> batch, boolean first, boolean last, boolean reply) {
		if (first) {
			part.awaited.clear();
			part.awaited.addAll(part.entries.keySet());
		}
		part.awaited.removeAll(batch.keySet());
		batch.forEach((key, value) -> putEntry(part, key, value));
		if (last) {
			List.copyOf(part.awaited).forEach((key) -> removeEntry(part, key, ""));
			part.awaited.clear();
			part.complete = true;
		}
		if (reply) {
			sendAll(part, false);
		}
	}

	private void putEntry(Part<V> part, String key, @Nullable V value) {
		if (value != null) {
			V before = part.entries.put(key, value);
			if (!value.equals(before)) {
				this.listener.changed(part.owner, key, before, value, "");
			}
		}
	}

	private void removeEntry(Part<V> part, String key, String reason) {
		V before = part.entries.remove(key);
		if (before != null) {
			this.listener.changed(part.owner, key, before, null, reason);
		}
	}

	private void execute(Runnable task) {
		try {
			this.executor.execute(() -> guarded(task));
		}
		catch (RejectedExecutionException ex) {
			logger.debug("A change comes after the end", ex);
		}
	}

	private static void guarded(Runnable task) {
		try {
			task.run();
		}
		catch (RuntimeException ex) {
			logger.error("What workers share could not be brought up to date", ex);
		}
	}

	@Override
	public void close() {
		this.subscriptions.forEach(Subscription::cancel);
		this.executor.shutdownNow();
	}

	@Override
	public String toString() {
		return this.parts.values().stream().map(Part::toString).collect(Collectors.joining(", "));
	}

	/**
	 * A process. Two of them, on different machines, may have the same worker id.
	 *
	 * @param code the code that others know it by
	 * @param id its worker id
	 */
	private record Process(String code, long id) {

		private static Process of(Sender sender) {
			return new Process(sender.code(), sender.id());
		}

	}

	/**
	 * Takes notice of the entries of other workers, on one thread.
	 *
	 * @param <V> the type of the values
	 */
	@FunctionalInterface
	interface Listener<V> {

		/**
		 * Called when an entry was added, replaced or removed.
		 * @param owner the worker that owns it
		 * @param key the key
		 * @param before the value that it had, or {@code null} if it is new
		 * @param after the value that it has, or {@code null} if it is gone
		 * @param reason why it is gone, or nothing
		 */
		void changed(Sender owner, String key, @Nullable V before, @Nullable V after, String reason);

	}

	/**
	 * What another worker owns.
	 *
	 * @param <V> the type of the values
	 */
	static final class Part<V> {

		private final Sender owner;

		private final Map<String, V> entries = new ConcurrentHashMap<>();

		// confined to the executor's thread
		private final Set<String> awaited = new HashSet<>();

		// confined to the executor's thread
		private boolean outdated;

		// volatile: written by the executor's thread, read by all
		private volatile boolean complete;

		private Part(Sender owner) {
			this.owner = owner;
		}

		Sender owner() {
			return this.owner;
		}

		/**
		 * Return whether an entry may exist: it is known, or not all is known yet.
		 * @param key the key
		 * @return {@code false} if there is no such entry
		 */
		boolean mayHave(String key) {
			return !this.complete || this.entries.containsKey(key);
		}

		@Override
		public String toString() {
			return this.owner.code() + " " + this.entries;
		}

	}

}
