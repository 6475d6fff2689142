package io.coolnode.scheduling;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LostPlaces}.
 */
@ExtendWith(OutputCaptureExtension.class)
class LostPlacesTests {

	private final LostPlaces places = new LostPlaces(Map.of("B", 1, "C", 3));

	@Test
	void checkWhenAllPlacesAreThereIsSilent(CapturedOutput output) {
		this.places.check(List.of("A", "B", "C"));
		assertThat(output).isEmpty();
	}

	@Test
	void checkWhenAPlaceIsGoneWarnsOnce(CapturedOutput output) {
		this.places.check(List.of("A", "B"));
		this.places.check(List.of("A", "B"));
		assertThat(output)
			.containsOnlyOnce("3 @Scheduled methods run nowhere now, since there is no worker C any more "
					+ "(cool.scheduling.run-on, @RunOn)")
			.contains("WARN")
			.doesNotContain("worker B");
	}

	@Test
	void checkWhenAPlaceIsBackSaysSo(CapturedOutput output) {
		this.places.check(List.of("A", "C"));
		this.places.check(List.of("A", "B", "C"));
		assertThat(output).containsOnlyOnce("1 @Scheduled method runs nowhere now")
			.containsOnlyOnce("1 @Scheduled method runs again, since there is a worker B");
	}

}
