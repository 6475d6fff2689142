package io.coolnode.logging;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggerContextListener;

/**
 * The levels of the master's loggers, which are those of the workers too. Whatever
 * changes one, such as a worker or a configuration that is loaded anew, all are told.
 */
final class MasterLevels implements LoggerContextListener {

	private final LoggerContext context;

	// guarded by this
	private final Map<String, String> changed = new LinkedHashMap<>();

	// guarded by this
	private Consumer<Map<String, String>> listener = (levels) -> {
	};

	private final Runnable reconfigured;

	/**
	 * Create the levels.
	 * @param context the context
	 * @param reconfigured is called when the context has got another configuration
	 */
	MasterLevels(LoggerContext context, Runnable reconfigured) {
		this.context = context;
		this.reconfigured = reconfigured;
	}

	synchronized void setListener(Consumer<Map<String, String>> listener) {
		this.listener = listener;
	}

	/**
	 * Return the levels that loggers have of their own.
	 * @return levels by the names of the loggers
	 */
	Map<String, String> configured() {
		Map<String, String> levels = new LinkedHashMap<>();
		for (Logger logger : this.context.getLoggerList()) {
			if (logger.getLevel() != null) {
				levels.put(logger.getName(), logger.getLevel().toString());
			}
		}
		return levels;
	}

	/**
	 * Return the levels that have changed.
	 * @return levels by the names of the loggers, empty for none
	 */
	synchronized Map<String, String> changed() {
		return new LinkedHashMap<>(this.changed);
	}

	/**
	 * Change a level in all processes.
	 * @param name the name of the logger
	 * @param level the level, which is empty for none
	 */
	void change(String name, String level) {
		if (!level.isEmpty() || !name.equals(org.slf4j.Logger.ROOT_LOGGER_NAME)) {
			this.context.getLogger(name).setLevel(level.isEmpty() ? null : Level.toLevel(level));
		}
		tell(name, level);
	}

	private synchronized void tell(String name, String level) {
		if (!level.equals(this.changed.put(name, level))) {
			this.listener.accept(Map.of(name, level));
		}
	}

	@Override
	public void onLevelChange(Logger logger, Level level) {
		tell(logger.getName(), (level != null) ? level.toString() : "");
	}

	@Override
	public boolean isResetResistant() {
		return true;
	}

	@Override
	public void onStart(LoggerContext context) {
		this.reconfigured.run();
	}

	@Override
	public void onReset(LoggerContext context) {
		this.reconfigured.run();
	}

	@Override
	public void onStop(LoggerContext context) {
	}

}
