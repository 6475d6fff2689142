package io.coolnode.cluster;

import java.time.Duration;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RestartPolicy}.
 */
class RestartPolicyTests {

	private static final Duration MINUTE = Duration.ofMinutes(1);

	private long nanos = Long.MAX_VALUE - 10;

	@Test
	void pauseWhenFailuresFollowGrowsToItsLimit() {
		RestartPolicy policy = policy(100, MINUTE, Duration.ofSeconds(4));
		assertThat(Stream.generate(policy::failed).limit(6)).containsExactly(Duration.ofMillis(1000),
				Duration.ofMillis(1500), Duration.ofMillis(2250), Duration.ofMillis(3375), Duration.ofSeconds(4),
				Duration.ofSeconds(4));
	}

	@Test
	void pauseWhenItsLimitIsShortIsNeverLonger() {
		RestartPolicy policy = policy(100, MINUTE, Duration.ofMillis(10));
		assertThat(policy.failed()).isEqualTo(Duration.ofMillis(10));
		assertThat(policy.failed()).isEqualTo(Duration.ofMillis(10));
	}

	@Test
	void failuresWhenMoreThanAllowedWithinTheWindowEndTheAttempts() {
		RestartPolicy policy = policy(2, MINUTE, MINUTE);
		assertThat(policy.failed()).isNotNull();
		pass(Duration.ofSeconds(30));
		assertThat(policy.failed()).isNotNull();
		pass(Duration.ofSeconds(30));
		assertThat(policy.failed()).isNull();
	}

	@Test
	void failuresWhenOlderThanTheWindowAreForgotten() {
		RestartPolicy policy = policy(2, MINUTE, MINUTE);
		assertThat(policy.failed()).isNotNull();
		pass(Duration.ofSeconds(30));
		assertThat(policy.failed()).isNotNull();
		pass(Duration.ofSeconds(30).plusNanos(1));
		assertThat(policy.failed()).isNotNull();
		assertThat(policy.failed()).isNull();
	}

	@Test
	void failuresWhenNoneIsAllowedEndTheAttemptsAtOnce() {
		assertThat(policy(0, MINUTE, MINUTE).failed()).isNull();
	}

	@Test
	void successWhenAfterFailuresBeginsAnew() {
		RestartPolicy policy = policy(2, MINUTE, MINUTE);
		policy.failed();
		policy.failed();
		policy.succeeded();
		assertThat(policy.failed()).isEqualTo(Duration.ofSeconds(1));
		assertThat(policy.failed()).isEqualTo(Duration.ofMillis(1500));
		assertThat(policy.failed()).isNull();
	}

	private RestartPolicy policy(int maxFailures, Duration window, Duration maxBackoff) {
		return new RestartPolicy(ClusterSettingsBuilder.of(1).restart(maxFailures, window, maxBackoff).build(),
				() -> this.nanos);
	}

	private void pass(Duration duration) {
		this.nanos += duration.toNanos();
	}

}
