package io.coolnode.boot;

import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WorkerShareListener}.
 */
class WorkerShareListenerTests {

	private final MockEnvironment environment = new MockEnvironment();

	@Test
	void describeSaysWhatCountsOnceForEachWorker() {
		String line = WorkerShareListener.describe(
				Map.of("UseSerialGC", "false", "UseG1GC", "true", "ParallelGCThreads", "2", "CICompilerCount",
						"3")::get,
				this.environment,
				Map.of("dataSource", new ThreadPoolExecutor(1, 7, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>()),
						"other", "no pool"));
		assertThat(line).matches("Each worker takes a heap of up to \\d+ MB \\(UseG1GC\\), 2 threads of the garbage"
				+ " collector, 3 threads of the compiler, up to 200 threads of Tomcat, up to 7 connections of the"
				+ " pool 'dataSource'");
	}

	@Test
	void describeWhenTheJvmDoesNotTellLeavesItOut() {
		this.environment.setProperty("server.tomcat.threads.max", "20");
		String line = WorkerShareListener.describe(Map.of("ParallelGCThreads", "0")::get, this.environment, Map.of());
		assertThat(line).matches("Each worker takes a heap of up to \\d+ MB, up to 20 threads of Tomcat");
	}

	@Test
	void describeWhenThreadsAreVirtualSaysSo() {
		this.environment.setProperty("spring.threads.virtual.enabled", "true");
		assertThat(WorkerShareListener.describe(Map.<String, String>of()::get, this.environment, Map.of()))
			.endsWith(" MB, virtual threads");
	}

}
