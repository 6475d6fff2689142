package io.coolnode.logging;

import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringApplication;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CodePatternEnvironmentPostProcessor}.
 */
class CodePatternEnvironmentPostProcessorTests {

	private static final String CONSOLE = "CONSOLE_LOG_PATTERN";

	private static final String FILE = "FILE_LOG_PATTERN";

	private final MockEnvironment environment = new MockEnvironment();

	@BeforeEach
	@AfterEach
	void clear() {
		System.clearProperty(CONSOLE);
		System.clearProperty(FILE);
	}

	private void process() {
		new CodePatternEnvironmentPostProcessor().postProcessEnvironment(this.environment, new SpringApplication());
	}

	@Test
	void patternsWhenMasterAreSpringBootsWithCodeAndPid() {
		this.environment.setProperty("coolnode.role", "master");
		process();
		assertThat(System.getProperty(CONSOLE)).startsWith("%clr(%d{")
			.contains("%clr(%X{pid:-${PID:-}}){magenta}")
			.contains("[%6X{code:-master}] [%15.15t] ")
			.endsWith("%m%n${LOG_EXCEPTION_CONVERSION_WORD:-%wEx}");
		assertThat(System.getProperty(FILE)).startsWith("%d{")
			.contains(" %X{pid:-${PID:-}} --- ")
			.contains("[%X{code:-master}] [%t] ");
	}

	@Test
	void patternsWhenNotMasterAreLeftAlone() {
		process();
		this.environment.setProperty("coolnode.role", "worker");
		process();
		assertThat(System.getProperties()).doesNotContainKeys(CONSOLE, FILE);
	}

	@Test
	void patternsWhenLogsAreNotTheMastersAreLeftAlone() {
		this.environment.setProperty("coolnode.role", "master");
		this.environment.setProperty("cool.logging.enabled", "false");
		process();
		assertThat(System.getProperties()).doesNotContainKeys(CONSOLE, FILE);
	}

	@Test
	void patternsWhenTheUserHasThemAreTheUsers() {
		this.environment.setProperty("coolnode.role", "master");
		this.environment.setProperty("logging.pattern.console", "%m%n");
		System.setProperty(FILE, "%m");
		process();
		assertThat(System.getProperties()).doesNotContainKey(CONSOLE).containsAllEntriesOf(Map.of(FILE, "%m"));
	}

}
