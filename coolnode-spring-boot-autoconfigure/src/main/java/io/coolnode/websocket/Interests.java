package io.coolnode.websocket;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

import org.springframework.util.PathMatcher;

import io.coolnode.Sender;
import io.coolnode.channel.InternalChannel;

/**
 * Which worker has somebody who listens to a topic, so that only it gets what is sent
 * there. A topic is a name, or a pattern of names.
 */
final class Interests implements AutoCloseable {

	private final SharedEntries<Boolean> entries;

	private final @Nullable PathMatcher pathMatcher;

	// written by the thread of the entries, read by all
	private final Map<Sender, Set<String>> patterns = new ConcurrentHashMap<>();

	private final Object monitor = new Object();

	// guarded by monitor
	private final Map<String, Integer> own = new HashMap<>();

	/**
	 * Create interests, of which this worker has none yet.
	 * @param channel what connects the workers
	 * @param name the name by which the workers know these interests
	 * @param pathMatcher what understands patterns, or {@code null} if there are none
	 */
	Interests(InternalChannel channel, String name, @Nullable PathMatcher pathMatcher) {
		this.entries = new SharedEntries<>(channel, name, Boolean.class, this::changed);
		this.pathMatcher = pathMatcher;
	}

	void start() {
		this.entries.start();
	}

	private void changed(Sender owner, String topic, @Nullable Boolean before, @Nullable Boolean after, String reason) {
		if (this.pathMatcher == null || !this.pathMatcher.isPattern(topic)) {
			return;
		}
		this.patterns.compute(owner, (worker, known) -> {
			Set<String> topics = (known != null) ? known : ConcurrentHashMap.newKeySet();
			if (after != null) {
				topics.add(topic);
			}
			else {
				topics.remove(topic);
			}
			return topics.isEmpty() ? null : topics;
		});
	}

	/**
	 * Take notice of one more who listens in this worker.
	 * @param topic the topic
	 */
	void add(String topic) {
		synchronized (this.monitor) {
			if (this.own.merge(topic, 1, Integer::sum) == 1) {
				this.entries.put(topic, true);
			}
		}
	}

	/**
	 * Take notice of one fewer who listens in this worker.
	 * @param topic the topic
	 */
	void remove(String topic) {
		synchronized (this.monitor) {
			Integer left = this.own.computeIfPresent(topic, (key, count) -> (count > 1) ? count - 1 : null);
			if (left == null) {
				this.entries.remove(topic, "");
			}
		}
	}

	/**
	 * Return the other workers in which somebody listens, and those of which it is not
	 * known yet.
	 * @param name the name of a topic
	 * @return the workers
	 */
	List<Sender> of(String name) {
		return this.entries.others()
			.stream()
			.filter((part) -> part.mayHave(name) || hasPattern(part.owner(), name))
			.map(SharedEntries.Part::owner)
			.toList();
	}

	private boolean hasPattern(Sender owner, String name) {
		PathMatcher matcher = this.pathMatcher;
		return matcher != null && this.patterns.getOrDefault(owner, Set.of())
			.stream()
			.anyMatch((pattern) -> matcher.match(pattern, name));
	}

	@Override
	public void close() {
		this.entries.close();
	}

}
