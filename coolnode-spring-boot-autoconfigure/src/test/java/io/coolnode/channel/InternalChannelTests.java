package io.coolnode.channel;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import io.coolnode.Sender;
import io.coolnode.cluster.ClusterView;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link InternalChannel}.
 */
class InternalChannelTests {

	private final DefaultChannel application = DefaultChannel.standalone(ClusterView.standalone("one"),
			new ChannelSettings(1000, 10_000, Duration.ofSeconds(1), Duration.ofSeconds(5), Delivery.AT_MOST_ONCE),
			new DataCodec(new JsonMapper()));

	private final InternalChannel channel = this.application.internal();

	@AfterEach
	void close() {
		this.channel.close();
	}

	@Test
	void broadcastWhenReadyReachesInternalHandler() throws InterruptedException {
		BlockingQueue<List<?>> received = new LinkedBlockingQueue<>();
		this.channel.on("coolnode.test", (message) -> received.add(message.get(0, List.class)));
		this.application.ready();
		this.channel.broadcast("coolnode.test", List.of("a", 1));
		assertThat(received.poll(5, TimeUnit.SECONDS)).isEqualTo(List.of("a", 1));
	}

	@Test
	void messageWhenHandlersOfApplicationBlockIsHandled() throws InterruptedException {
		CountDownLatch release = new CountDownLatch(1);
		BlockingQueue<String> received = new LinkedBlockingQueue<>();
		this.application.on("ready", (message) -> release.await());
		this.channel.on("coolnode.test", (message) -> received.add(message.event()));
		this.application.ready();
		this.channel.emitTo("A", "coolnode.test");
		assertThat(received.poll(5, TimeUnit.SECONDS)).isEqualTo("coolnode.test");
		release.countDown();
	}

	@Test
	void senderWhenItHasTheSameNumbersOnAnotherMachineIsNotSelf() {
		assertThat(this.channel.isSelf(new Sender("A", 0, 1))).isTrue();
		assertThat(this.channel.isSelf(new Sender("two/A", 0, 1))).isFalse();
		assertThat(this.channel.isSelf(new Sender("A", 1, 1))).isFalse();
	}

	@Test
	void eventWhenItsNameIsAnApplicationsIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.channel.emit("test"))
			.withMessageContaining("'test'")
			.withMessageContaining("'coolnode.'");
		assertThatIllegalArgumentException().isThrownBy(() -> this.channel.on("test", (message) -> {
		}));
		assertThatIllegalArgumentException().isThrownBy(() -> this.application.emit("coolnode.test"));
	}

}
