package io.coolnode.logging;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggerConfiguration;
import org.springframework.boot.logging.LoggerGroup;
import org.springframework.boot.logging.LoggerGroups;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ApplicationListener;

/**
 * Lets the levels that are changed in a worker hold in all processes, as soon as its
 * application is ready, and its groups of loggers know of what was changed elsewhere.
 */
public final class SharedLevels implements ApplicationListener<ApplicationReadyEvent> {

	private final LoggerGroups groups;

	private final LoggingSystem loggingSystem;

	/**
	 * Create what shares levels.
	 * @param groups the groups of loggers of the application
	 * @param loggingSystem its logging system
	 */
	public SharedLevels(LoggerGroups groups, LoggingSystem loggingSystem) {
		this.groups = groups;
		this.loggingSystem = loggingSystem;
	}

	@Override
	public void onApplicationEvent(ApplicationReadyEvent event) {
		WorkerLog log = WorkerLog.current();
		if (log != null) {
			log.levels().share(this::updateGroups);
		}
	}

	void updateGroups() {
		for (LoggerGroup group : this.groups) {
			LogLevel level = commonLevel(group);
			if (level != null && level != group.getConfiguredLevel()) {
				group.configureLogLevel(level, (name, same) -> {
				});
			}
		}
	}

	private @Nullable LogLevel commonLevel(LoggerGroup group) {
		if (!group.hasMembers()) {
			return null;
		}
		LogLevel first = levelOf(group.getMembers().get(0));
		return group.getMembers().stream().allMatch((member) -> Objects.equals(levelOf(member), first)) ? first : null;
	}

	private @Nullable LogLevel levelOf(String logger) {
		LoggerConfiguration configuration = this.loggingSystem.getLoggerConfiguration(logger);
		LoggerConfiguration.LevelConfiguration level = (configuration != null)
				? configuration.getLevelConfiguration(LoggerConfiguration.ConfigurationScope.DIRECT) : null;
		return (level != null) ? level.getLevel() : null;
	}

}
