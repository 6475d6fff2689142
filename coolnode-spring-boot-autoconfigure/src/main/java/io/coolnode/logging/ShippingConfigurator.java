package io.coolnode.logging;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.core.spi.ContextAwareBase;

import org.springframework.boot.logging.LoggingSystem;

/**
 * Called by Logback itself at its first use, before Spring Boot comes. In a worker all
 * goes to the master from then on, and no file is looked for; in another process nothing
 * is done. Spring Boot's own, which gives the root logger its level, comes before it.
 */
@ConfiguratorRank(ConfiguratorRank.NOMINAL)
public final class ShippingConfigurator extends ContextAwareBase implements Configurator {

	@Override
	public ExecutionStatus configure(LoggerContext loggers) {
		if (!WorkerLoggingSystem.class.getName().equals(System.getProperty(LoggingSystem.SYSTEM_PROPERTY))) {
			return ExecutionStatus.INVOKE_NEXT_IF_ANY;
		}
		ShippingAppender.addTo(loggers);
		return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
	}

}
