package io.coolnode.logging;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.jul.LevelChangePropagator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

import org.springframework.boot.logging.LogFile;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingInitializationContext;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.logging.logback.LogbackLoggingSystem;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

/**
 * Logback in a worker: whatever configuration the application has, everything goes to the
 * master, in which that configuration is in force.
 */
class WorkerLoggingSystem extends LogbackLoggingSystem {

	private static final String IGNORED_FILE = "logback.configurationFile";

	private static final String BRIDGE = "org.slf4j.bridge.SLF4JBridgeHandler";

	WorkerLoggingSystem(ClassLoader classLoader) {
		super(classLoader);
	}

	/**
	 * Let no worker repeat what Spring Boot says of that property in the master.
	 */
	@Override
	public void beforeInitialize() {
		System.clearProperty(IGNORED_FILE);
		super.beforeInitialize();
	}

	@Override
	protected void loadDefaults(LoggingInitializationContext initializationContext, @Nullable LogFile logFile) {
		ship();
	}

	@Override
	protected void loadConfiguration(LoggingInitializationContext initializationContext, String location,
			@Nullable LogFile logFile) {
		ship();
	}

	@Override
	protected void reinitialize(LoggingInitializationContext initializationContext) {
		ship();
	}

	private static void ship() {
		LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
		context.stop();
		context.reset();
		if (ClassUtils.isPresent(BRIDGE, WorkerLoggingSystem.class.getClassLoader())
				&& SLF4JBridgeHandler.isInstalled()) {
			propagateLevels(context);
		}
		ShippingAppender.addTo(context);
		context.start();
	}

	/**
	 * Let loggers of {@code java.util.logging} have the same levels, as Spring Boot does.
	 * @param context the context
	 */
	private static void propagateLevels(LoggerContext context) {
		LevelChangePropagator propagator = new LevelChangePropagator();
		propagator.setResetJUL(true);
		propagator.setContext(context);
		context.addListener(propagator);
	}

	@Override
	public void setLogLevel(@Nullable String loggerName, @Nullable LogLevel level) {
		WorkerLog log = WorkerLog.current();
		if (log == null) {
			super.setLogLevel(loggerName, level);
			return;
		}
		boolean root = !StringUtils.hasLength(loggerName) || LoggingSystem.ROOT_LOGGER_NAME.equals(loggerName);
		log.levels().set((root || loggerName == null) ? Logger.ROOT_LOGGER_NAME : loggerName, toText(level));
	}

	private static String toText(@Nullable LogLevel level) {
		if (level == null) {
			return "";
		}
		return ((level != LogLevel.FATAL) ? level : LogLevel.ERROR).name();
	}

	/**
	 * Let the buffer be used until this process ends.
	 */
	@Override
	public Runnable getShutdownHandler() {
		return () -> {
		};
	}

}
