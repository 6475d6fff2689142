package io.coolnode.autoconfigure;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.UseMainMethod;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

import io.coolnode.Channel;
import io.coolnode.ConditionalOnMaster;
import io.coolnode.ConditionalOnWorker;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for an application with workers that a test starts by its own main method.
 */
@SpringBootTest(useMainMethod = UseMainMethod.ALWAYS, webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = "cool.server.workers=2")
class MainMethodTests {

	@Autowired
	private Channel channel;

	@Autowired
	private Environment environment;

	@Autowired
	private String[] parts;

	@Test
	void applicationWhenATestStartsItIsOneProcessThatServes() {
		assertThat(this.channel.code()).isEqualTo("A");
		assertThat(this.channel.isMaster()).isTrue();
		assertThat(this.channel.isWorker()).isFalse();
		assertThat(this.environment.getProperty("local.server.port", Integer.class)).isPositive();
		assertThat(this.parts).containsExactlyInAnyOrder("master", "worker");
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	public static class Application {

		public static void main(String[] args) {
			SpringApplication.run(Application.class, args);
		}

		@Bean
		@ConditionalOnMaster
		String master() {
			return "master";
		}

		@Bean
		@ConditionalOnWorker
		String worker() {
			return "worker";
		}

	}

}
