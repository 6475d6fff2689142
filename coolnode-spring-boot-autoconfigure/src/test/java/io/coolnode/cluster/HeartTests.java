package io.coolnode.cluster;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import io.coolnode.channel.Control;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Heart}.
 */
class HeartTests {

	private static final Duration SOON = Heart.INTERVAL.multipliedBy(10);

	private final BlockingQueue<Control> sent = new LinkedBlockingQueue<>();

	@Test
	void heartWhenTheVitalsCannotBeHadBeatsOn() throws InterruptedException {
		AtomicInteger calls = new AtomicInteger();
		Heart heart = new Heart(this.sent::add, () -> {
			if (calls.getAndIncrement() == 0) {
				throw new IllegalStateException("no statistics");
			}
			return new Vitals(5, 1, 1000);
		});
		heart.start();
		assertThat(next()).isEqualTo(Vitals.NONE);
		assertThat(next()).isEqualTo(new Vitals(5, 1, 1000));
		heart.stop();
	}

	private Vitals next() throws InterruptedException {
		Control control = this.sent.poll(SOON.toMillis(), TimeUnit.MILLISECONDS);
		assertThat(control).isNotNull();
		assertThat(control.name()).isEqualTo(ControlWords.HEARTBEAT);
		return Vitals.parse(control.values());
	}

}
