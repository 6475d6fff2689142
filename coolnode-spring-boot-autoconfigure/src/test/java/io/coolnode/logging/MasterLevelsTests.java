package io.coolnode.logging;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MasterLevels}.
 */
class MasterLevelsTests {

	private final LoggerContext context = new LoggerContext();

	private final List<Map<String, String>> told = new ArrayList<>();

	private final MasterLevels levels = new MasterLevels(this.context, () -> {
	});

	MasterLevelsTests() {
		this.context.getLogger("a").setLevel(Level.WARN);
		this.context.getLogger("without");
		this.context.addListener(this.levels);
		this.levels.setListener(this.told::add);
	}

	@Test
	void configuredWhenAskedAreThoseThatLoggersHaveOfTheirOwn() {
		assertThat(this.levels.configured()).isEqualTo(Map.of("ROOT", "DEBUG", "a", "WARN"));
		assertThat(this.levels.changed()).isEmpty();
	}

	@Test
	void changeWhenWorkerAsksChangesHereAndTellsAllOnce() {
		this.levels.change("a", "TRACE");
		assertThat(this.context.getLogger("a").getLevel()).isEqualTo(Level.TRACE);
		assertThat(this.told).containsExactly(Map.of("a", "TRACE"));
		assertThat(this.levels.changed()).isEqualTo(Map.of("a", "TRACE"));
	}

	@Test
	void changeWhenLevelIsTheSameHereTellsAllTheSame() {
		this.levels.change("a", "WARN");
		assertThat(this.told).containsExactly(Map.of("a", "WARN"));
	}

	@Test
	void changeWhenEmptyTakesTheLevelAwayButNotThatOfTheRoot() {
		this.levels.change("a", "");
		this.levels.change("ROOT", "");
		assertThat(this.context.getLogger("a").getLevel()).isNull();
		assertThat(this.context.getLogger("ROOT").getLevel()).isEqualTo(Level.DEBUG);
	}

	@Test
	void changeWhenAnythingElseChangesALevelTellsAll() {
		this.context.getLogger("b").setLevel(Level.ERROR);
		assertThat(this.told).containsExactly(Map.of("b", "ERROR"));
	}

}
