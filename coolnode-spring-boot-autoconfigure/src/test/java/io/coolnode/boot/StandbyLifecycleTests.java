package io.coolnode.boot;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link StandbyLifecycle}.
 */
class StandbyLifecycleTests {

	private static final List<String> journal = new CopyOnWriteArrayList<>();

	private final CompletableFuture<OptionalInt> outcome = new CompletableFuture<>();

	private final CompletableFuture<Integer> exit = new CompletableFuture<>();

	private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

	private CompletableFuture<Void> refresh() {
		journal.clear();
		this.context.registerBeanDefinition(StandbyLifecycle.BEAN_NAME, new RootBeanDefinition(StandbyLifecycle.class,
				() -> new StandbyLifecycle(this::standBy, this.context.getBeanFactory(), this.exit::complete)));
		this.context.register(Application.class);
		return CompletableFuture.runAsync(this.context::refresh);
	}

	private OptionalInt standBy() {
		journal.add("stands by");
		return this.outcome.join();
	}

	@AfterEach
	void close() {
		this.outcome.complete(OptionalInt.empty());
		this.context.close();
	}

	@Test
	void spareCreatesItsBeansAndStartsNoneBeforeItIsPromoted() {
		CompletableFuture<Void> refreshed = refresh();
		Awaitility.await().until(() -> journal.contains("stands by"));
		assertThat(journal).containsExactly("created", "stands by");
		assertThat(refreshed).isNotDone();
		this.outcome.complete(OptionalInt.empty());
		assertThat(refreshed).succeedsWithin(Duration.ofSeconds(10));
		Awaitility.await().until(() -> journal.contains("scheduled"));
		assertThat(journal).startsWith("created", "stands by", "started").contains("refreshed");
	}

	@Test
	void spareWhenItHasToLeaveDestroysItsBeansAndExits() {
		refresh();
		this.outcome.complete(OptionalInt.of(7));
		assertThat(this.exit).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(7);
		assertThat(journal).startsWith("created", "stands by", "destroyed");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableScheduling
	static class Application {

		@Bean
		Worker worker() {
			return new Worker();
		}

	}

	/**
	 * Does what an application may do, and starts as early as one can.
	 */
	static class Worker implements InitializingBean, SmartLifecycle, DisposableBean {

		@Override
		public void afterPropertiesSet() {
			journal.add("created");
		}

		@Override
		public void start() {
			journal.add("started");
		}

		@Override
		public void stop() {
			journal.add("stopped");
		}

		@Override
		public boolean isRunning() {
			return false;
		}

		@Override
		public int getPhase() {
			return Integer.MIN_VALUE;
		}

		@EventListener
		void refreshed(ContextRefreshedEvent event) {
			journal.add("refreshed");
		}

		@Scheduled(fixedDelay = 10)
		void work() {
			journal.add("scheduled");
		}

		@Override
		public void destroy() {
			journal.add("destroyed");
		}

	}

}
