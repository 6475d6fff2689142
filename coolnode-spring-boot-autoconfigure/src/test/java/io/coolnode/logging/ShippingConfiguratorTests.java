package io.coolnode.logging;

import java.util.ServiceLoader;
import java.util.stream.StreamSupport;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.Configurator.ExecutionStatus;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.logging.LoggingSystem;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ShippingConfigurator}.
 */
class ShippingConfiguratorTests {

	private final LoggerContext loggers = new LoggerContext();

	@AfterEach
	void reset() {
		System.clearProperty(LoggingSystem.SYSTEM_PROPERTY);
		this.loggers.stop();
	}

	@Test
	void configureWhenInAWorkerAddsItsOneAppenderAndEndsTheSearch() {
		System.setProperty(LoggingSystem.SYSTEM_PROPERTY, WorkerLoggingSystem.class.getName());
		assertThat(configurator().configure(this.loggers)).isEqualTo(ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY);
		assertThat(root().iteratorForAppenders()).toIterable()
			.singleElement()
			.isInstanceOf(ShippingAppender.class)
			.matches((appender) -> appender.isStarted());
	}

	@Test
	void configureWhenInAnotherProcessDoesNothing() {
		assertThat(configurator().configure(this.loggers)).isEqualTo(ExecutionStatus.INVOKE_NEXT_IF_ANY);
		assertThat(root().iteratorForAppenders()).isExhausted();
	}

	@Test
	void configuratorIsCalledAfterThatOfSpringBootWhichSetsTheLevelOfTheRoot() {
		int own = rank(configurator());
		assertThat(ServiceLoader.load(Configurator.class))
			.filteredOn((other) -> other.getClass().getName().startsWith("org.springframework.boot."))
			.isNotEmpty()
			.allMatch((other) -> rank(other) > own);
	}

	private static Configurator configurator() {
		return StreamSupport.stream(ServiceLoader.load(Configurator.class).spliterator(), false)
			.filter(ShippingConfigurator.class::isInstance)
			.findFirst()
			.orElseThrow();
	}

	private static int rank(Configurator configurator) {
		ConfiguratorRank rank = configurator.getClass().getAnnotation(ConfiguratorRank.class);
		return (rank != null) ? rank.value() : ConfiguratorRank.DEFAULT;
	}

	private Logger root() {
		return this.loggers.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
	}

}
