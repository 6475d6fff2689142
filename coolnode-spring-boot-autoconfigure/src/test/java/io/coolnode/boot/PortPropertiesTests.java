package io.coolnode.boot;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for {@link PortProperties}.
 */
class PortPropertiesTests {

	private static final String LINUX = "Linux";

	private final MockEnvironment environment = new MockEnvironment();

	@Test
	void checkWhenNothingIsSaidAccepts() {
		assertThatNoException().isThrownBy(() -> PortProperties.check(this.environment, LINUX));
	}

	@Test
	void checkWhenManagementHasAPortOfItsOwnRefusesAndNamesBothWaysOut() {
		this.environment.setProperty("management.server.port", "9001");
		assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
			.isThrownBy(() -> PortProperties.check(this.environment, LINUX))
			.satisfies((ex) -> {
				assertThat(ex.getName()).isEqualTo("management.server.port");
				assertThat(ex.getReason()).contains("cool.server.port-sharing=reuse-port")
					.contains("removing this property");
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "8080", "0", "-1" })
	void checkWhenManagementTakesNoPortOfItsOwnAccepts(String port) {
		this.environment.setProperty("management.server.port", port);
		assertThatNoException().isThrownBy(() -> PortProperties.check(this.environment, LINUX));
	}

	@Test
	void checkWhenEachWorkerHasSocketsAcceptsManagementPort() {
		this.environment.setProperty("management.server.port", "9001");
		this.environment.setProperty("cool.server.port-sharing", "reuse-port");
		assertThatNoException().isThrownBy(() -> PortProperties.check(this.environment, LINUX));
	}

	@Test
	void checkWhenSystemDoesNotDistributeConnectionsRefusesSocketsForEach() {
		this.environment.setProperty("cool.server.port-sharing", "reuse-port");
		assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
			.isThrownBy(() -> PortProperties.check(this.environment, "Mac OS X"))
			.satisfies((ex) -> assertThat(ex.getReason()).contains("Only Linux").contains("inherit"));
	}

}
