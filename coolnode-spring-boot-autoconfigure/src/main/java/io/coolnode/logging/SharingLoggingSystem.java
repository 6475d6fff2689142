package io.coolnode.logging;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.logging.LogFile;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggerConfiguration;
import org.springframework.boot.logging.LoggingInitializationContext;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.logging.LoggingSystemProperties;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.util.StringUtils;

/**
 * The logging system of a worker that has appenders of its own: that of its application,
 * whichever it is, but for levels, which hold in all processes.
 */
class SharingLoggingSystem extends LoggingSystem {

	private final LoggingSystem delegate;

	SharingLoggingSystem(ClassLoader classLoader) {
		System.clearProperty(SYSTEM_PROPERTY);
		this.delegate = LoggingSystem.get(classLoader);
	}

	@Override
	public LoggingSystemProperties getSystemProperties(ConfigurableEnvironment environment) {
		return this.delegate.getSystemProperties(environment);
	}

	@Override
	public void beforeInitialize() {
		this.delegate.beforeInitialize();
	}

	@Override
	public void initialize(LoggingInitializationContext context, @Nullable String configLocation,
			@Nullable LogFile logFile) {
		this.delegate.initialize(context, configLocation, logFile);
		WorkerLog log = WorkerLog.current();
		if (log != null) {
			log.levels().apply((name, level) -> set(this.delegate, name, level));
		}
	}

	@Override
	public void cleanUp() {
		this.delegate.cleanUp();
	}

	@Override
	public @Nullable Runnable getShutdownHandler() {
		return this.delegate.getShutdownHandler();
	}

	@Override
	public Set<LogLevel> getSupportedLogLevels() {
		return this.delegate.getSupportedLogLevels();
	}

	@Override
	public void setLogLevel(@Nullable String loggerName, @Nullable LogLevel level) {
		String name = (loggerName != null && StringUtils.hasLength(loggerName)) ? loggerName : ROOT_LOGGER_NAME;
		WorkerLog log = WorkerLog.current();
		if (log != null) {
			log.levels().set(name, (level != null) ? level.name() : "");
		}
		else {
			this.delegate.setLogLevel(name, level);
		}
	}

	/**
	 * Set a level as it travels between processes.
	 * @param system the logging system
	 * @param name the name of the logger
	 * @param level the level, which is empty for none
	 */
	static void set(LoggingSystem system, String name, String level) {
		if (!level.isEmpty() || !name.equals(ROOT_LOGGER_NAME)) {
			system.setLogLevel(name, level.isEmpty() ? null : LogLevel.valueOf(level));
		}
	}

	@Override
	public List<LoggerConfiguration> getLoggerConfigurations() {
		return this.delegate.getLoggerConfigurations();
	}

	@Override
	public @Nullable LoggerConfiguration getLoggerConfiguration(String loggerName) {
		return this.delegate.getLoggerConfiguration(loggerName);
	}

}
