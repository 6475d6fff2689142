package io.coolnode.boot;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for {@link SystemdNotifier}.
 */
class SystemdNotifierTests {

	private final List<String> sent = new ArrayList<>();

	private final AtomicLong nanos = new AtomicLong(5_000_000);

	@Test
	void statesAreToldAsSystemdExpectsThem() {
		SystemdNotifier notifier = notifier(null);
		notifier.ready(2, 8080);
		notifier.changing("restart of all workers");
		notifier.stopping();
		assertThat(this.sent).containsExactly("READY=1\nSTATUS=2 workers on port 8080",
				"RELOADING=1\nMONOTONIC_USEC=5000\nSTATUS=restart of all workers",
				"STOPPING=1\nSTATUS=The workers finish what they have");
	}

	@Test
	void watchdogIsQuietedAtAThirdOfItsTime() {
		SystemdNotifier notifier = notifier(Duration.ofSeconds(9));
		for (int second = 0; second < 9; second++) {
			this.nanos.addAndGet(Duration.ofSeconds(1).toNanos());
			notifier.alive();
		}
		assertThat(this.sent).containsExactly("WATCHDOG=1", "WATCHDOG=1", "WATCHDOG=1");
	}

	@Test
	void watchdogWhenThereIsNoneIsNotTold() {
		notifier(null).alive();
		assertThat(this.sent).isEmpty();
	}

	@Test
	void notifierWhenSystemdHasNotStartedThisProcessTellsNobody() {
		SystemdNotifier notifier = SystemdNotifier.of(Map.of("WATCHDOG_USEC", "1"));
		assertThatNoException().isThrownBy(() -> {
			notifier.ready(1, 1);
			notifier.alive();
			notifier.stopping();
		});
	}

	private SystemdNotifier notifier(Duration watchdog) {
		return new SystemdNotifier((lines) -> this.sent.add(String.join("\n", lines)), watchdog, this.nanos::get);
	}

}
