package io.coolnode;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ConditionalOnMaster} and {@link ConditionalOnWorker}.
 */
class OnProcessConditionTests {

	@ParameterizedTest
	@CsvSource({ "master, true, false", "worker, false, true", ", true, true" })
	void conditionsWhenProcessHasRoleMatchAccordingly(String role, boolean master, boolean worker) {
		ApplicationContextRunner runner = new ApplicationContextRunner().withUserConfiguration(Parts.class,
				MasterParts.class);
		runner.withPropertyValues((role != null) ? new String[] { "coolnode.role=" + role } : new String[0])
			.run((context) -> {
				assertThat(context.containsBean("onMaster")).isEqualTo(master);
				assertThat(context.containsBean("onWorker")).isEqualTo(worker);
				assertThat(context.getBeansOfType(MasterParts.class)).hasSize(master ? 1 : 0);
			});
	}

	@Configuration(proxyBeanMethods = false)
	static class Parts {

		@Bean
		@ConditionalOnMaster
		String onMaster() {
			return "master";
		}

		@Bean
		@ConditionalOnWorker
		String onWorker() {
			return "worker";
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnMaster
	static class MasterParts {

	}

}
