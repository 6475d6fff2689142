package io.coolnode.logging;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggerGroups;
import org.springframework.boot.logging.LoggingSystem;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SharedLevels}.
 */
class SharedLevelsTests {

	private final LoggingSystem system = LoggingSystem.get(getClass().getClassLoader());

	private final LoggerGroups groups = new LoggerGroups(Map.of("group", List.of("shared.a", "shared.b")));

	private final SharedLevels levels = new SharedLevels(this.groups, this.system);

	@AfterEach
	void clear() {
		this.system.setLogLevel("shared.a", null);
		this.system.setLogLevel("shared.b", null);
	}

	private LogLevel levelOfGroup() {
		this.levels.updateGroups();
		return this.groups.get("group").getConfiguredLevel();
	}

	@Test
	void groupWhenAllItsLoggersHaveOneLevelHasThatLevel() {
		assertThat(levelOfGroup()).isNull();
		this.system.setLogLevel("shared.a", LogLevel.DEBUG);
		assertThat(levelOfGroup()).isNull();
		this.system.setLogLevel("shared.b", LogLevel.DEBUG);
		assertThat(levelOfGroup()).isEqualTo(LogLevel.DEBUG);
		this.system.setLogLevel("shared.a", LogLevel.TRACE);
		assertThat(levelOfGroup()).isEqualTo(LogLevel.DEBUG);
		this.system.setLogLevel("shared.b", LogLevel.TRACE);
		assertThat(levelOfGroup()).isEqualTo(LogLevel.TRACE);
	}

}
