package io.coolnode.logging;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import io.coolnode.channel.Control;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WorkerLevels}.
 */
class WorkerLevelsTests {

	private final Map<String, String> loggers = new HashMap<>();

	private final RecordingLink link = new RecordingLink(1);

	private final AtomicInteger told = new AtomicInteger();

	private final WorkerLevels levels = new WorkerLevels(new Briefing(Duration.ZERO, false,
			Map.of("ROOT", "INFO", "a", "WARN", "b", "WARN"), Map.of("b", "DEBUG", "c", "TRACE")));

	WorkerLevelsTests() {
		this.levels.connect(this.link);
	}

	@Test
	void levelsWhenAppliedAreTheMastersWithWhatHasChanged() {
		this.levels.apply(this.loggers::put);
		assertThat(this.loggers).isEqualTo(Map.of("ROOT", "INFO", "a", "WARN", "b", "DEBUG", "c", "TRACE"));
	}

	@Test
	void levelWhenConfiguredInThisProcessHoldsHereUnlessItHasChanged() {
		this.levels.apply(this.loggers::put);
		this.levels.set("a", "ERROR");
		this.levels.set("b", "ERROR");
		assertThat(this.loggers).containsEntry("a", "ERROR").containsEntry("b", "DEBUG");
		assertThat(this.link.sent()).isEmpty();
	}

	@Test
	void levelWhenSetAfterTheConfigurationIsToldToTheMaster() {
		this.levels.apply(this.loggers::put);
		this.levels.share(this.told::incrementAndGet);
		this.levels.set("b", "OFF");
		assertThat(this.loggers).containsEntry("b", "OFF");
		assertThat(this.link.sent()).containsExactly(new Control(LogWords.LEVELS, List.of("b", "OFF")));
		assertThat(this.told).hasValue(0);
	}

	@Test
	void levelWhenChangedElsewhereHoldsHereAndAfterAReload() {
		this.levels.apply(this.loggers::put);
		this.levels.share(this.told::incrementAndGet);
		LogWords.readLevels(LogWords.levels(Map.of("a", "")), this.levels::changed);
		assertThat(this.loggers).containsEntry("a", "");
		assertThat(this.told).hasValue(1);
		assertThat(this.link.sent()).isEmpty();
		this.loggers.clear();
		this.levels.apply(this.loggers::put);
		assertThat(this.loggers).containsEntry("a", "");
	}

	@Test
	void levelWhenChangedBeforeThereAreLoggersIsAppliedWithThem() {
		this.levels.changed("a", "TRACE");
		this.levels.apply(this.loggers::put);
		assertThat(this.loggers).containsEntry("a", "TRACE");
	}

}
