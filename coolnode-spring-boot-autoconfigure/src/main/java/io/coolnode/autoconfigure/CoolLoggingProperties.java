package io.coolnode.autoconfigure;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.util.unit.DataSize;

import io.coolnode.logging.LogSettings;

/**
 * Properties of the way from workers to the master's log.
 */
@ConfigurationProperties("cool.logging")
public class CoolLoggingProperties {

	private static final DataSize MIN_BUFFER_SIZE = DataSize.ofBytes(LogSettings.MIN_BUFFER_SIZE);

	private static final DataSize MAX_BUFFER_SIZE = DataSize.ofGigabytes(1);

	/**
	 * Whether what workers log comes out of the master's appenders. Otherwise each worker
	 * has appenders of its own, and what it prints appears in the master's output, line
	 * by line.
	 */
	private boolean enabled = true;

	/**
	 * Size of what may wait of each worker until the master has logged it. A single
	 * record may have half of that; more is cut.
	 */
	private DataSize bufferSize = DataSize.ofMegabytes(16);

	/**
	 * How long a worker waits when its buffer is full, before it drops what it logs.
	 */
	private Duration blockTimeout = Duration.ofSeconds(5);

	/**
	 * Which process writes Tomcat's access log: the master one for all workers, or each
	 * worker one of its own, with its code in the name of the file.
	 */
	private AccessLog accessLog = AccessLog.MASTER;

	public boolean isEnabled() {
		return this.enabled;
	}

	public void setEnabled(boolean enabled) {
		this.enabled = enabled;
	}

	public DataSize getBufferSize() {
		return this.bufferSize;
	}

	public void setBufferSize(DataSize bufferSize) {
		this.bufferSize = bufferSize;
	}

	public Duration getBlockTimeout() {
		return this.blockTimeout;
	}

	public void setBlockTimeout(Duration blockTimeout) {
		this.blockTimeout = blockTimeout;
	}

	public AccessLog getAccessLog() {
		return this.accessLog;
	}

	public void setAccessLog(AccessLog accessLog) {
		this.accessLog = accessLog;
	}

	LogSettings toSettings() {
		if (this.bufferSize.compareTo(MIN_BUFFER_SIZE) < 0 || this.bufferSize.compareTo(MAX_BUFFER_SIZE) > 0) {
			throw new InvalidConfigurationPropertyValueException("cool.logging.buffer-size", this.bufferSize,
					"It must be a size from 64KB to 1GB, such as 16MB.");
		}
		if (this.blockTimeout.isNegative()) {
			throw new InvalidConfigurationPropertyValueException("cool.logging.block-timeout", this.blockTimeout,
					"It must not be negative; with 0s a worker drops what it logs when its buffer is full.");
		}
		return new LogSettings((int) this.bufferSize.toBytes(), this.blockTimeout);
	}

	/**
	 * Which process writes Tomcat's access log.
	 */
	public enum AccessLog {

		/**
		 * The master, for all workers.
		 */
		MASTER,

		/**
		 * Each worker, to a file of its own.
		 */
		WORKERS

	}

}
