package io.coolnode.autoconfigure;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.logging.LoggerGroups;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.coolnode.boot.ProcessRoles;
import io.coolnode.cluster.process.ProcessOutput;
import io.coolnode.cluster.process.WorkerOutput;
import io.coolnode.logging.LogHub;
import io.coolnode.logging.SharedLevels;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LoggingAutoConfiguration}.
 */
@ExtendWith(OutputCaptureExtension.class)
class LoggingAutoConfigurationTests {

	private final ApplicationContextRunner standalone = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(LoggingAutoConfiguration.class))
		.withBean(LoggingSystem.class, () -> LoggingSystem.get(getClass().getClassLoader()))
		.withBean(LoggerGroups.class, () -> new LoggerGroups(Map.of("group", List.of("a"))));

	private final ApplicationContextRunner master = ProcessRoles.master(this.standalone);

	@Test
	void logsWhenMasterWithLogbackComeOutOfItsAppenders(CapturedOutput output) {
		this.master.run((context) -> {
			assertThat(context.getBean(WorkerOutput.class).jvmOptions()).containsExactly(
					"-Dorg.springframework.boot.logging.LoggingSystem=io.coolnode.logging.WorkerLoggingSystem");
			assertThat(output).doesNotContain("line by line");
		});
	}

	@Test
	void outputWhenMasterIsOpenedForAWorkerTakesItsLines(CapturedOutput output) {
		this.master.run((context) -> {
			ProcessOutput process = context.getBean(WorkerOutput.class).open("A", 1);
			assertThat(process.environment()).containsOnlyKeys("COOLNODE_LOG_BUFFER");
			process.started(4711);
			process.line(false, "a line of the JVM");
			process.end().join();
			assertThat(output).contains("a line of the JVM");
		});
	}

	@Test
	void logsWhenDisabledAreCapturedAndItIsSaid(CapturedOutput output) {
		this.master.withPropertyValues("cool.logging.enabled=false").run((context) -> {
			assertThat(context.getBean(WorkerOutput.class).jvmOptions()).singleElement()
				.asString()
				.endsWith("LoggingSystem=io.coolnode.logging.SharingLoggingSystem");
			assertThat(output).contains("What workers print appears here line by line after their codes")
				.contains("cool.logging.enabled is false");
			printLine(context.getBean(WorkerOutput.class));
			assertThat(output).contains("A | printed");
		});
	}

	private static void printLine(WorkerOutput workers) throws IOException {
		ProcessOutput process = workers.open("A", 1);
		process.line(false, "printed");
		process.end().join();
	}

	@Test
	void logsWhenNotLogbacksAreCapturedAndItIsSaid(CapturedOutput output) {
		ProcessRoles
			.master(new ApplicationContextRunner()
				.withConfiguration(AutoConfigurations.of(LoggingAutoConfiguration.class)))
			.run((context) -> {
				assertThat(context.getBean(WorkerOutput.class).jvmOptions()).isEmpty();
				assertThat(output).contains("with Logback only, and this is no logging system of Spring Boot's");
			});
	}

	@Test
	void startWhenBufferSizeIsNoneFailsAndNamesTheKey() {
		this.master.withPropertyValues("cool.logging.buffer-size=1KB")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("cool.logging.buffer-size")
				.hasMessageContaining("64KB to 1GB"));
		this.master.withPropertyValues("cool.logging.block-timeout=-1s")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("cool.logging.block-timeout"));
	}

	@Test
	void beansWhenWorkerShareLevels() {
		ProcessRoles.worker(this.standalone)
			.run((context) -> assertThat(context).hasSingleBean(SharedLevels.class)
				.hasSingleBean(AccessLogCustomizer.class)
				.doesNotHaveBean(LogHub.class));
	}

	@Test
	void beansWhenStandaloneAreNone() {
		this.standalone.run((context) -> assertThat(context).doesNotHaveBean(SharedLevels.class)
			.doesNotHaveBean(AccessLogCustomizer.class)
			.doesNotHaveBean(LogHub.class)
			.doesNotHaveBean(WorkerOutput.class));
	}

}
