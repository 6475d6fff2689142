package io.coolnode.logging;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import ch.qos.logback.classic.LoggerContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.ILoggerFactory;

import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.logging.logback.LogbackLoggingSystem;

/**
 * Lets what workers log come out of Logback's appenders in the master.
 */
final class LogbackLogging implements MasterLogging {

	private final LoggerContext context;

	private final MasterLevels levels;

	private final FailingFiles failingFiles;

	private final LogbackSink sink;

	private final OwnEvents ownEvents;

	// volatile: set once, used by any thread that logs
	private volatile Runnable wake = () -> {
	};

	LogbackLogging(ILoggerFactory loggers) {
		this.context = (LoggerContext) loggers;
		GroupFlush groupFlush = new GroupFlush(this.context);
		this.ownEvents = new OwnEvents(this.context, () -> this.wake.run());
		this.levels = new MasterLevels(this.context, () -> {
			groupFlush.reset();
			this.ownEvents.install();
		});
		this.failingFiles = new FailingFiles(this::isInUse, System::nanoTime);
		this.sink = new LogbackSink(this.context, groupFlush, this.failingFiles, this.ownEvents);
		this.context.addListener(this.levels);
		this.context.getStatusManager().add(this.failingFiles);
	}

	static boolean isUsed(@Nullable LoggingSystem loggingSystem, ILoggerFactory loggers) {
		return loggingSystem instanceof LogbackLoggingSystem && loggers instanceof LoggerContext;
	}

	private boolean isInUse(Object stream) {
		return Appenders.writing(this.context).stream().anyMatch((appender) -> appender.getOutputStream() == stream);
	}

	@Override
	public RecordSink sink() {
		return this.sink;
	}

	@Override
	public List<String> jvmOptions() {
		return List.of("-D" + LoggingSystem.SYSTEM_PROPERTY + "=" + WorkerLoggingSystem.class.getName());
	}

	@Override
	public Briefing briefing(Duration blockTimeout) {
		return new Briefing(blockTimeout, this.context.isPackagingDataEnabled(), this.levels.configured(),
				this.levels.changed());
	}

	@Override
	public boolean isCallerShown() {
		return Appenders.showCallers(this.context);
	}

	@Override
	public Map<String, String> changedLevels() {
		return this.levels.changed();
	}

	@Override
	public void changeLevel(String name, String level) {
		this.levels.change(name, level);
	}

	@Override
	public void onLevelChange(Consumer<Map<String, String>> listener) {
		this.levels.setListener(listener);
	}

	@Override
	public void start(Runnable wake) {
		this.wake = wake;
		this.ownEvents.install();
	}

	@Override
	public void close() {
		this.context.removeListener(this.levels);
		this.ownEvents.uninstall();
		this.context.getStatusManager().remove(this.failingFiles);
	}

}
