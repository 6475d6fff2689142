package io.coolnode.autoconfigure;

import java.util.function.BiConsumer;

import com.github.benmanes.caffeine.cache.Caffeine;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.caffeine.CaffeineCacheManager;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.context.annotation.Configuration;

import io.coolnode.Channel;
import io.coolnode.boot.ProcessRoles;
import io.coolnode.cache.Evictions;
import io.coolnode.channel.InternalChannel;
import io.coolnode.channel.tcp.LocalCluster;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CacheAutoConfiguration}, with two workers in this process.
 */
@ExtendWith(OutputCaptureExtension.class)
class CacheAutoConfigurationTests {

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void valueWhenEvictedInOneWorkerIsLoadedAgainInOther(boolean caffeine) throws Exception {
		inTwoWorkers(caffeine, (a, b) -> {
			assertThat(a.numbers.find(1L, "x")).isEqualTo("1");
			assertThat(b.numbers.find(1L, "x")).isEqualTo("1");
			assertThat(b.numbers.find(2L, "x")).isEqualTo("2");
			a.numbers.evict(1L, "x");
			Awaitility.await().until(() -> b.numbers.find(1L, "x").equals("3"));
			assertThat(b.numbers.find(2L, "x")).isEqualTo("2");
		});
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void valueWhenPutInOneWorkerIsLoadedAgainInOther(boolean caffeine) throws Exception {
		inTwoWorkers(caffeine, (a, b) -> {
			assertThat(b.numbers.find(1L, "x")).isEqualTo("1");
			assertThat(a.numbers.put(1L, "x")).isEqualTo("put");
			Awaitility.await().until(() -> b.numbers.find(1L, "x").equals("2"));
			assertThat(a.numbers.find(1L, "x")).isEqualTo("put");
		});
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void valuesWhenClearedInOneWorkerAreLoadedAgainInOther(boolean caffeine) throws Exception {
		inTwoWorkers(caffeine, (a, b) -> {
			assertThat(b.numbers.find(1L, "x")).isEqualTo("1");
			a.cache().clear();
			Awaitility.await().until(() -> b.numbers.find(1L, "x").equals("2"));
		});
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void valueWhenLoadedInOneWorkerStaysInOther(boolean caffeine) throws Exception {
		inTwoWorkers(caffeine, (a, b) -> {
			assertThat(b.numbers.find(1L, "x")).isEqualTo("1");
			assertThat(b.numbers.find(2L, "x")).isEqualTo("2");
			assertThat(a.numbers.find(1L, "x")).isEqualTo("1");
			a.numbers.evict(2L, "x");
			Awaitility.await().until(() -> b.numbers.find(2L, "x").equals("3"));
			assertThat(b.numbers.find(1L, "x")).isEqualTo("1");
		});
	}

	@Test
	void cacheWhenKeyCannotTravelIsClearedInOther(CapturedOutput output) throws Exception {
		inTwoWorkers(false, (a, b) -> {
			assertThat(b.numbers.find(1L, "x")).isEqualTo("1");
			a.cache().evict(new Object());
			Awaitility.await().until(() -> b.numbers.find(1L, "x").equals("2"));
			a.cache().evict(new Object());
			assertThat(output).containsOnlyOnce("cannot travel");
		});
	}

	@Test
	void managersWhenNotAskedForStayAsTheyAre(CapturedOutput output) throws Exception {
		try (LocalCluster cluster = new LocalCluster().start("A", "B")) {
			worker(cluster, 1, true).run((context) -> {
				assertThat(context).doesNotHaveBean(Evictions.class);
				assertThat(context.getBean(CacheManager.class).getClass()).isEqualTo(CaffeineCacheManager.class);
				assertThat(output).containsOnlyOnce("cool.cache.evict-everywhere=true");
			});
		}
	}

	private static void inTwoWorkers(boolean caffeine, BiConsumer<Node, Node> test) throws Exception {
		try (LocalCluster cluster = new LocalCluster().start("A", "B")) {
			worker(cluster, 1, caffeine).withPropertyValues("cool.cache.evict-everywhere=true")
				.run((a) -> worker(cluster, 2, caffeine).withPropertyValues("cool.cache.evict-everywhere=true")
					.run((b) -> test.accept(new Node(a.getBean(Numbers.class), a.getBean(CacheManager.class)),
							new Node(b.getBean(Numbers.class), b.getBean(CacheManager.class)))));
		}
	}

	private static ApplicationContextRunner worker(LocalCluster cluster, long id, boolean caffeine) {
		ApplicationContextRunner runner = ProcessRoles
			.worker(new ApplicationContextRunner()
				.withConfiguration(AutoConfigurations.of(CacheAutoConfiguration.class)))
			.withUserConfiguration(Caching.class)
			.withBean(Numbers.class)
			.withBean(InternalChannel.class, () -> cluster.channel(id).internal(),
					(definition) -> definition.setDestroyMethodName(null))
			.withBean(Channel.class, () -> cluster.channel(id));
		return caffeine ? runner.withBean(CaffeineCacheManager.class, CacheAutoConfigurationTests::caffeine)
				: runner.withBean(ConcurrentMapCacheManager.class);
	}

	private static CaffeineCacheManager caffeine() {
		CaffeineCacheManager manager = new CaffeineCacheManager();
		manager.setCaffeine(Caffeine.newBuilder().maximumSize(100));
		return manager;
	}

	private record Node(Numbers numbers, CacheManager manager) {

		private Cache cache() {
			return this.manager.getCache("numbers");
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	static class Caching {

	}

	/**
	 * Counts how often it had to load something.
	 */
	static class Numbers {

		private int loaded;

		@Cacheable("numbers")
		String find(long id, String kind) {
			return Integer.toString(++this.loaded);
		}

		@CachePut("numbers")
		String put(long id, String kind) {
			return "put";
		}

		@CacheEvict("numbers")
		void evict(long id, String kind) {
		}

	}

}
