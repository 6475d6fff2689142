package io.coolnode.logging;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;

import io.coolnode.channel.Link;

/**
 * The levels of a worker's loggers. At its start they are those of the master, and above
 * them those of its own configuration. What is changed later in any process holds in all,
 * above both.
 */
final class WorkerLevels {

	private final Map<String, String> configured;

	// guarded by this
	private final Map<String, String> changed;

	// guarded by this
	private @Nullable BiConsumer<String, String> setter;

	// guarded by this
	private @Nullable Link link;

	// guarded by this
	private @Nullable Runnable listener;

	WorkerLevels(Briefing briefing) {
		this.configured = briefing.configured();
		this.changed = new LinkedHashMap<>(briefing.changed());
	}

	/**
	 * Set the levels of a logging system that has none yet.
	 * @param setter sets a level, which is empty for none
	 */
	synchronized void apply(BiConsumer<String, String> setter) {
		this.setter = setter;
		this.configured.forEach(setter);
		this.changed.forEach(setter);
	}

	/**
	 * Tell the master of changes by a connection.
	 * @param link the connection
	 */
	synchronized void connect(Link link) {
		this.link = link;
	}

	/**
	 * Share changes with all processes from now on, since this one is configured.
	 * @param listener is called after each change
	 */
	synchronized void share(Runnable listener) {
		this.listener = listener;
	}

	/**
	 * Set a level in this process, and, once it is configured, in all.
	 * @param name the name of the logger
	 * @param level the level, which is empty for none
	 */
	synchronized void set(String name, String level) {
		if (this.listener == null) {
			setHere(name, this.changed.getOrDefault(name, level));
			return;
		}
		this.changed.put(name, level);
		setHere(name, level);
		if (this.link != null) {
			this.link.send(LogWords.levels(Map.of(name, level)));
		}
	}

	/**
	 * Take notice of a level that was changed in another process.
	 * @param name the name of the logger
	 * @param level the level, which is empty for none
	 */
	synchronized void changed(String name, String level) {
		this.changed.put(name, level);
		setHere(name, level);
		if (this.listener != null) {
			this.listener.run();
		}
	}

	private void setHere(String name, String level) {
		if (this.setter != null) {
			this.setter.accept(name, level);
		}
	}

}
