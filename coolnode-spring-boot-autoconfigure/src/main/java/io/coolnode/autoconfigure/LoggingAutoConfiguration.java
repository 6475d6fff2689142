package io.coolnode.autoconfigure;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.logging.LoggerGroups;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

import io.coolnode.boot.Role;
import io.coolnode.channel.InternalChannel;
import io.coolnode.cluster.tomcat.AccessLogFiles;
import io.coolnode.logging.LogHub;
import io.coolnode.logging.LogSettings;
import io.coolnode.logging.SharedLevels;

/**
 * Auto-configuration of the way from workers to the master's log.
 */
@AutoConfiguration(before = CoolNodeAutoConfiguration.class)
@EnableConfigurationProperties(CoolLoggingProperties.class)
public final class LoggingAutoConfiguration {

	private static final Log logger = LogFactory.getLog(LoggingAutoConfiguration.class);

	/**
	 * The master's end.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnRole(Role.MASTER)
	static class MasterLoggingConfiguration {

		@Bean
		LogHub coolNodeLogHub(CoolLoggingProperties properties, ObjectProvider<LoggingSystem> loggingSystem) {
			LogSettings settings = properties.toSettings();
			LoggingSystem system = loggingSystem.getIfAvailable();
			if (properties.isEnabled() && LogHub.isLogback(system)) {
				return LogHub.logback(settings, accessLog());
			}
			logger.info("What workers print appears here line by line after their codes, and each has appenders of "
					+ "its own: " + reason(properties, system));
			return LogHub.printing(settings, System.out, System.err, system, accessLog());
		}

		private static AccessLogOutput accessLog() {
			return new AccessLogOutput(new AccessLogFiles());
		}

		private static String reason(CoolLoggingProperties properties, @Nullable LoggingSystem system) {
			if (!properties.isEnabled()) {
				return "cool.logging.enabled is false";
			}
			return "their logs can come out of the master's appenders with Logback only, and this is "
					+ ((system != null) ? system.getClass().getName() : "no logging system of Spring Boot's");
		}

		@Bean
		LogOutput coolNodeWorkerOutput(LogHub hub) {
			return new LogOutput(hub);
		}

	}

	/**
	 * A worker's end.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnRole(Role.WORKER)
	static class WorkerLoggingConfiguration {

		@Bean
		@ConditionalOnBean(LoggerGroups.class)
		SharedLevels coolNodeSharedLevels(LoggerGroups groups, LoggingSystem system) {
			return new SharedLevels(groups, system);
		}

		@Bean
		AccessLogCustomizer coolNodeAccessLog(CoolLoggingProperties properties, ObjectProvider<InternalChannel> channel,
				Environment environment) {
			return new AccessLogCustomizer(properties, channel, environment);
		}

	}

}
