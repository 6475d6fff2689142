package io.coolnode.boot;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link WorkerProperties}.
 */
class WorkerPropertiesTests {

	@Test
	void propertiesWhenContributedArriveAsText() {
		Map<String, String> environment = WorkerProperties
			.collect(List.of(() -> Map.of("port", 6379, "text", "a = b\n\u00fc:\\ "), () -> Map.of("flag", true)));
		assertThat(WorkerProperties.read(environment))
			.isEqualTo(Map.of("port", "6379", "text", "a = b\n\u00fc:\\ ", "flag", "true"));
	}

	@Test
	void propertiesWhenContributedTwiceAreTheLaterOnes() {
		Map<String, String> environment = WorkerProperties
			.collect(List.of(() -> Map.of("a", 1, "b", 1), () -> Map.of("b", 2)));
		assertThat(WorkerProperties.read(environment)).isEqualTo(Map.of("a", "1", "b", "2"));
	}

	@Test
	void environmentWhenNothingIsContributedHasNothing() {
		assertThat(WorkerProperties.collect(List.of())).isEmpty();
		assertThat(WorkerProperties.read(Map.of())).isEmpty();
	}

	@Test
	void propertiesWhenTooLargeAreRefused() {
		assertThatIllegalStateException()
			.isThrownBy(() -> WorkerProperties.collect(List.of(() -> Map.of("large", "x".repeat(100_001)))))
			.withMessageContaining("100000");
	}

	@Test
	void propertiesWhenNullAreRefused() {
		Map<String, String> values = new HashMap<>();
		values.put("nothing", null);
		assertThatIllegalArgumentException().isThrownBy(() -> WorkerProperties.collect(List.of(() -> values)))
			.withMessageContaining("'nothing'");
	}

}
