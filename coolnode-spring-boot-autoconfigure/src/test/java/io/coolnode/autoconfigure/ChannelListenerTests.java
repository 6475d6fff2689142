package io.coolnode.autoconfigure;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;

import io.coolnode.Channel;
import io.coolnode.ChannelListener;
import io.coolnode.ChannelMessage;
import io.coolnode.RequestFailedException;
import io.coolnode.Sender;
import io.coolnode.channel.DefaultChannel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ChannelListener} methods of beans.
 */
@Timeout(60)
class ChannelListenerTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(CoolNodeAutoConfiguration.class))
		.withBean(Prices.class);

	@Test
	void methodWhenMessageComesGetsItsValuesAsTheTypesOfTheParameters() {
		this.contextRunner.run((context) -> {
			ready(context).emit("price", "tea", new BigDecimal("2.50"), Map.of("uk", List.of(1, 2)));
			assertThat(context.getBean(Prices.class).next()).isEqualTo("tea 2.50 {uk=[1, 2]} A");
		});
	}

	@Test
	void parameterWhenMessageHasFewerValuesIsNull() {
		this.contextRunner.run((context) -> {
			ready(context).emit("price", "tea");
			assertThat(context.getBean(Prices.class).next()).isEqualTo("tea null null A");
		});
	}

	@Test
	void parameterWhenPrimitiveAndMessageHasFewerValuesFailsTheRequestWithAnExplanation() {
		this.contextRunner.run((context) -> assertThatExceptionOfType(ExecutionException.class)
			.isThrownBy(() -> ask(context, "double"))
			.withMessageContaining("Parameter 0")
			.withMessageContaining("int")
			.withMessageContaining("no value 0"));
	}

	@Test
	void messageWhenItIsAParameterIsGiven() {
		this.contextRunner.run((context) -> {
			ready(context).emit("whole", 1, 2, 3);
			assertThat(context.getBean(Prices.class).next()).isEqualTo("whole of 3");
		});
	}

	@Test
	void returnValueWhenSomebodyAsksIsTheAnswer() {
		this.contextRunner.run((context) -> assertThat(ask(context, "double", 21).get(0, Integer.class)).isEqualTo(42));
	}

	@Test
	void returnValueWhenNobodyAsksIsIgnored() {
		this.contextRunner.run((context) -> {
			ready(context).emit("double", 4);
			assertThat(context.getBean(Prices.class).next()).isEqualTo("doubled 4");
			assertThat(ask(context, "double", 5).get(0, Integer.class)).isEqualTo(10);
		});
	}

	@Test
	void methodWhenVoidAnswersWithNothing() {
		this.contextRunner.run((context) -> assertThat(ask(context, "price", "tea").size()).isZero());
	}

	@Test
	void returnValueWhenNullIsTheAnswer() {
		this.contextRunner.run((context) -> {
			ChannelMessage answer = ask(context, "null");
			assertThat(answer.size()).isOne();
			assertThat(answer.get(0, String.class)).isNull();
		});
	}

	@Test
	void returnValueWhenItCompletesLaterIsTheAnswer() {
		this.contextRunner.run((context) -> {
			CompletableFuture<ChannelMessage> answer = ready(context).request("A", "later");
			Prices prices = context.getBean(Prices.class);
			assertThat(prices.next()).isEqualTo("asked");
			assertThat(answer).isNotDone();
			prices.later.complete("at last");
			assertThat(answer.get(5, TimeUnit.SECONDS).get(0, String.class)).isEqualTo("at last");
		});
	}

	@Test
	void returnValueWhenItFailsLaterFailsTheRequest() {
		this.contextRunner.run((context) -> {
			CompletableFuture<ChannelMessage> answer = ready(context).request("A", "later");
			context.getBean(Prices.class).later.completeExceptionally(new IllegalStateException("no tea"));
			assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> answer.get(5, TimeUnit.SECONDS))
				.withCauseInstanceOf(RequestFailedException.class)
				.withMessageContaining("IllegalStateException: no tea");
		});
	}

	@Test
	void methodWhenItThrowsFailsTheRequestWithWhatItThrew() {
		this.contextRunner
			.run((context) -> assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> ask(context, "bad"))
				.withMessageContaining("java.io.IOException: no milk"));
	}

	@Test
	void methodWhenOnceIsCalledOnce() {
		this.contextRunner.run((context) -> {
			Channel channel = ready(context);
			channel.emit("once", 1);
			channel.emit("once", 2);
			channel.emit("whole");
			Prices prices = context.getBean(Prices.class);
			assertThat(prices.next()).isEqualTo("once 1");
			assertThat(prices.next()).isEqualTo("whole of 0");
		});
	}

	@Test
	void methodWhenOfReadyIsCalledThen() {
		this.contextRunner.withBean(AtReady.class).run((context) -> {
			ready(context);
			assertThat(context.getBean(AtReady.class).called.get(5, TimeUnit.SECONDS)).isEqualTo("ready");
		});
	}

	@Test
	void methodWhenBeanIsAProxyIsCalledThroughIt() {
		this.contextRunner.withUserConfiguration(ProxyConfiguration.class).run((context) -> {
			assertThat(AopUtils.isCglibProxy(context.getBean(Prices.class))).isTrue();
			ChannelMessage answer = ask(context, "double", 1);
			assertThat(answer.get(0, Integer.class)).isEqualTo(1002);
		});
	}

	@Test
	void methodWhenContextIsClosedIsCalledNoMore() {
		this.contextRunner.run((context) -> {
			Channel channel = ready(context);
			((DefaultListableBeanFactory) context.getBeanFactory())
				.destroySingleton(context.getBeanNamesForType(Prices.class)[0]);
			assertThatExceptionOfType(ExecutionException.class)
				.isThrownBy(() -> channel.request("A", "double", 1).get(5, TimeUnit.SECONDS))
				.withMessageContaining("no handler");
		});
	}

	@Test
	void methodWhenBeanIsAPrototypeIsRefused() {
		this.contextRunner
			.withBean("proto", AtReady.class, AtReady::new, (definition) -> definition.setScope("prototype"))
			.run((context) -> assertThatExceptionOfType(BeanCreationException.class)
				.isThrownBy(() -> context.getBean("proto"))
				.withMessageContaining("'proto'")
				.withMessageContaining("prototype"));
	}

	private static Channel ready(AssertableApplicationContext context) {
		DefaultChannel channel = context.getBean(DefaultChannel.class);
		channel.ready();
		return channel;
	}

	private static ChannelMessage ask(AssertableApplicationContext context, String event, Object... data)
			throws Exception {
		return ready(context).request("A", event, data).get(5, TimeUnit.SECONDS);
	}

	static class Prices {

		final CompletableFuture<String> later = new CompletableFuture<>();

		private final BlockingQueue<String> calls = new LinkedBlockingQueue<>();

		@Nullable String next() throws InterruptedException {
			return this.calls.poll(5, TimeUnit.SECONDS);
		}

		@ChannelListener("price")
		void price(String article, Sender sender, @Nullable BigDecimal price,
				@Nullable Map<String, List<Integer>> more) {
			this.calls.add(article + " " + price + " " + more + " " + sender.code());
		}

		@ChannelListener("whole")
		void whole(ChannelMessage message) {
			this.calls.add("whole of " + message.size());
		}

		@ChannelListener("double")
		int twice(int number) {
			this.calls.add("doubled " + number);
			return number * 2;
		}

		@ChannelListener("null")
		@Nullable String none() {
			return null;
		}

		@ChannelListener("later")
		CompletableFuture<String> later() {
			this.calls.add("asked");
			return this.later;
		}

		@ChannelListener("bad")
		void bad() throws Exception {
			throw new java.io.IOException("no milk");
		}

		@ChannelListener(value = "once", once = true)
		void once(int number) {
			this.calls.add("once " + number);
		}

	}

	static class AtReady {

		final CompletableFuture<String> called = new CompletableFuture<>();

		@ChannelListener(Channel.READY)
		void ready(ChannelMessage message) {
			this.called.complete(message.event());
		}

	}

	static class ProxyConfiguration {

		@Bean
		static BeanPostProcessor proxying() {
			return new BeanPostProcessor() {

				@Override
				public Object postProcessAfterInitialization(Object bean, String beanName) {
					if (!(bean instanceof Prices)) {
						return bean;
					}
					ProxyFactory factory = new ProxyFactory(bean);
					factory.setProxyTargetClass(true);
					factory.addAdvice((org.aopalliance.intercept.MethodInterceptor) (invocation) -> {
						Object result = invocation.proceed();
						return (result instanceof Integer number) ? number + 1000 : result;
					});
					return factory.getProxy();
				}

			};
		}

	}

}
