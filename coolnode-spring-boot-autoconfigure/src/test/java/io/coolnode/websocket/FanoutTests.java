package io.coolnode.websocket;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.coolnode.channel.ChannelSettings;
import io.coolnode.channel.Delivery;
import io.coolnode.channel.InternalChannel;
import io.coolnode.channel.tcp.LocalCluster;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Fanout}.
 */
@ExtendWith(OutputCaptureExtension.class)
class FanoutTests {

	private static final String EVENT = "coolnode.test";

	private final AtomicLong nanoTime = new AtomicLong();

	private LocalCluster cluster;

	private Interests interests;

	@AfterEach
	void stop() throws Exception {
		this.interests.close();
		this.cluster.close();
	}

	@Test
	void messageWhenReceiversAreUnknownIsEncodedOnceForAll() throws Exception {
		this.cluster = new LocalCluster().start("A", "B", "C");
		AtomicInteger received = new AtomicInteger();
		this.cluster.channel(2).internal().on(EVENT, (message) -> received.incrementAndGet());
		this.cluster.channel(3).internal().on(EVENT, (message) -> received.incrementAndGet());
		Fanout fanout = fanout();
		AtomicInteger encoded = new AtomicInteger();
		fanout.send("topic", () -> new byte[encoded.incrementAndGet()]);
		Awaitility.await().untilAsserted(() -> assertThat(received).hasValue(2));
		assertThat(encoded).hasValue(1);
	}

	@Test
	void receiverWhenItTakesNothingIsLeftOutForSomeTime(CapturedOutput output) throws Exception {
		this.cluster = new LocalCluster(new ChannelSettings(1024 * 1024, 1024 * 1024, Duration.ofMillis(100),
				Duration.ofSeconds(10), Delivery.AT_MOST_ONCE))
			.start("A", "B");
		CountDownLatch release = new CountDownLatch(1);
		AtomicInteger received = new AtomicInteger();
		this.cluster.channel(2).internal().on(EVENT, (message) -> {
			release.await();
			received.incrementAndGet();
		});
		Fanout fanout = fanout();
		Awaitility.await().untilAsserted(() -> {
			fanout.send("topic", () -> new byte[100_000]);
			assertThat(output).contains("Worker B does not take what is sent to its clients");
		});
		fanout.send("topic", () -> new byte[100_000]);
		release.countDown();
		Awaitility.await().untilAsserted(() -> {
			this.nanoTime.addAndGet(Duration.ofSeconds(6).toNanos());
			int before = received.get();
			fanout.send("topic", () -> new byte[1]);
			Awaitility.await().atMost(Duration.ofMillis(500)).until(() -> received.get() > before);
		});
		assertThat(output).contains("Clients of worker B have missed");
	}

	private Fanout fanout() {
		InternalChannel channel = this.cluster.channel(1).internal();
		this.interests = new Interests(channel, "test", null);
		this.interests.start();
		Awaitility.await()
			.until(() -> this.interests.of("topic").size() == this.cluster.channel(1).cluster().workers().size() - 1);
		return new Fanout(channel, EVENT, this.interests, this.nanoTime::get);
	}

}
