package io.coolnode.session;

import org.junit.jupiter.api.Test;

import org.springframework.boot.diagnostics.FailureAnalysis;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SessionsInMemoryFailureAnalyzer}.
 */
class SessionsInMemoryFailureAnalyzerTests {

	@Test
	void analysisWhenSessionsAreInMemoryNamesWhatWasFoundAndWhatToDo() {
		FailureAnalysis analysis = new SessionsInMemoryFailureAnalyzer()
			.analyze(new IllegalStateException(new SessionsInMemoryException("somebody uses a map")));
		assertThat(analysis.getDescription()).contains("cool.server.workers", "somebody uses a map");
		assertThat(analysis.getAction()).containsSubsequence("cool.server.session=none",
				"spring-boot-starter-session-data-redis", "spring.data.redis.host", "spring-boot-starter-session-jdbc");
	}

}
