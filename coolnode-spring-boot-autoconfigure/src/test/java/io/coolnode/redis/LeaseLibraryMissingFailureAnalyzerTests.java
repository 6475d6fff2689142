package io.coolnode.redis;

import java.util.Objects;
import java.util.Set;

import org.junit.jupiter.api.Test;

import org.springframework.boot.diagnostics.FailureAnalysis;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LeaseLibraryMissingFailureAnalyzer}.
 */
class LeaseLibraryMissingFailureAnalyzerTests {

	@Test
	void analysisNamesThePlacesAndWhatToAdd() {
		FailureAnalysis analysis = new LeaseLibraryMissingFailureAnalyzer()
			.analyze(new LeaseLibraryMissingException(Set.of("master", "A")));
		assertThat(Objects.requireNonNull(analysis).getDescription()).contains("@Scheduled methods of A, master");
		assertThat(analysis.getAction()).contains("net.javacrumbs.shedlock:shedlock-provider-redis-spring")
			.contains("@RunOn(\"all\")");
	}

}
