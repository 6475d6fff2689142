package io.coolnode.test;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.ParameterizedTypeReference;

import io.coolnode.Channel;
import io.coolnode.RequestFailedException;
import io.coolnode.Sender;
import io.coolnode.UnknownTargetException;
import io.coolnode.Worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link TestCluster} beside an application that is a worker.
 */
@SpringBootTest
@AutoConfigureTestCluster(workers = 3)
class TestClusterTests {

	private static final BigDecimal PRICE = new BigDecimal("2.50");

	@Autowired
	private TestCluster cluster;

	@Autowired
	private Channel channel;

	@Autowired
	private Prices prices;

	@Test
	void applicationWhenNothingIsSaidIsWorkerA() {
		assertThat(this.channel.isWorker()).isTrue();
		assertThat(this.channel.isMaster()).isFalse();
		assertThat(this.channel.code()).isEqualTo("A");
		assertThat(this.channel.id()).isOne();
		assertThat(this.channel.cluster().workers()).extracting(Worker::code).containsExactly("A", "B", "C");
	}

	@Test
	void listenerWhenAnotherWorkerSendsHasHandledItAfterTheWait() {
		this.cluster.worker("B").broadcast("price", "tea", PRICE);
		this.cluster.awaitHandled();
		assertThat(this.prices.get("tea")).isEqualByComparingTo(PRICE);
	}

	@Test
	void listenerWhenAskedAnswers() throws Exception {
		this.cluster.master().emit("price", "coffee", PRICE);
		this.cluster.awaitHandled();
		assertThat(this.cluster.worker("C")
			.request("A", "current", "coffee")
			.get(5, TimeUnit.SECONDS)
			.get(0, BigDecimal.class)).isEqualByComparingTo(PRICE);
	}

	@Test
	void messageWhenSentByTheApplicationIsRecordedAndReachesAll() {
		AtomicReference<Sender> sender = new AtomicReference<>();
		this.cluster.worker("B").on("price", (message) -> sender.set(message.sender()));
		this.prices.change("milk", PRICE);
		assertThat(this.cluster.sent("price")).singleElement().satisfies((message) -> {
			assertThat(message.target()).isEqualTo(SentMessage.ALL_WORKERS);
			assertThat(message.size()).isEqualTo(2);
			assertThat(message.get(0, String.class)).isEqualTo("milk");
			assertThat(message.get(1, BigDecimal.class)).isEqualByComparingTo(PRICE);
		});
		this.cluster.awaitHandled();
		assertThat(sender.get().code()).isEqualTo("A");
		assertThat(this.prices.get("milk")).isEqualByComparingTo(PRICE);
	}

	@Test
	void messageWhenSentByAHandlerIsRecorded() {
		this.cluster.worker("C").emitTo("A", "price", "tea", -1);
		this.cluster.awaitHandled();
		assertThat(this.cluster.sent()).extracting(SentMessage::target, SentMessage::event)
			.containsExactly(org.assertj.core.api.Assertions.tuple("C", "refused"));
	}

	@Test
	void requestWhenAMadeUpWorkerAnswersGetsIt() throws Exception {
		this.cluster.worker("B").on("stock", (question) -> question.reply(12));
		assertThat(this.prices.stock("B", "tea")).isEqualTo(12);
		assertThat(this.cluster.sent("stock")).extracting(SentMessage::target).containsExactly("B");
	}

	@Test
	void requestWhenNobodyAnswersFailsAsInProduction() {
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> this.prices.stock("B", "tea"))
			.withCauseInstanceOf(RequestFailedException.class)
			.withMessageContaining("no handler");
		assertThatExceptionOfType(UnknownTargetException.class).isThrownBy(() -> this.prices.stock("Q", "tea"));
		assertThat(this.cluster.sent("stock")).extracting(SentMessage::target).containsExactly("B");
	}

	@Test
	void valueWhenOfAGenericTypeOrBytesIsReadAsItsReceiverWould() {
		byte[] bytes = { 1, 2 };
		this.prices.send(Map.of("a", List.of(1)), bytes);
		bytes[0] = 3;
		SentMessage message = this.cluster.sent("data").get(0);
		assertThat(message.get(0, new ParameterizedTypeReference<Map<String, List<Integer>>>() {
		})).isEqualTo(Map.of("a", List.of(1)));
		assertThat(message.get(1, byte[].class)).containsExactly(1, 2);
		assertThat(message).hasToString("data to B ({\"a\":[1]}, [1, 2])");
		assertThatIllegalArgumentException().isThrownBy(() -> message.get(0, Integer.class))
			.withMessageContaining("data to B")
			.withMessageContaining("Integer");
	}

	@Test
	void valueWhenItCannotBeWrittenIsRefusedAndNotRecorded() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.prices.send(new Unwritable()));
		assertThat(this.cluster.sent()).isEmpty();
	}

	@Test
	void processWhenItIsNotMadeUpIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.cluster.worker("A"))
			.withMessageContaining("[master, B, C]");
	}

	record Unwritable(List<Object> values) {

		Unwritable() {
			this(new ArrayList<>());
			this.values.add(this);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(Prices.class)
	static class Application {

	}

}
