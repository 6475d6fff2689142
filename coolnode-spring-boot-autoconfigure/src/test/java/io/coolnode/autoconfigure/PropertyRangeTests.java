package io.coolnode.autoconfigure;

import java.time.Duration;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link PropertyRange} and for what it is used for.
 */
class PropertyRangeTests {

	@ParameterizedTest
	@CsvSource({ "startup-timeout, 0s", "heartbeat-timeout, 2s", "stop-delay, -1s", "drain-timeout, -1s",
			"restart.max-failures, -1", "restart.window, -1s", "restart.max-backoff, -1s", "recycle.max-requests, 0",
			"standby, -1", "standby, 3", "recycle.max-age, 0s", "recycle.max-memory, 1KB", "crash.max-size, -1B" })
	void serverPropertyWhenOutOfRangeIsRefused(String name, String value) {
		CoolServerProperties properties = bind("cool.server", name, value, CoolServerProperties.class);
		assertRefused("cool.server." + name, () -> properties.validate(2));
	}

	@ParameterizedTest
	@CsvSource({ "port, -1", "port, 65536", "max-message-size, 10B", "max-message-size, 3GB", "buffer-size, 1KB",
			"send-timeout, -1s", "request-timeout, 0s" })
	void channelPropertyWhenOutOfRangeIsRefused(String name, String value) {
		CoolChannelProperties properties = bind("cool.channel", name, value, CoolChannelProperties.class);
		assertRefused("cool.channel." + name, properties::toSettings);
	}

	@Test
	void propertiesAsTheyComeAreGood() {
		new CoolServerProperties().validate(1);
		assertThat(new CoolChannelProperties().toSettings().requestTimeout()).isEqualTo(Duration.ofSeconds(30));
	}

	private static void assertRefused(String name, ThrowingCallable use) {
		assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class).isThrownBy(use)
			.satisfies((ex) -> assertThat(ex.getName()).isEqualTo(name))
			.satisfies((ex) -> assertThat(ex.getReason()).matches("It must be at (least|most) .+\\."));
	}

	private static <T> T bind(String prefix, String name, String value, Class<T> type) {
		MockEnvironment environment = new MockEnvironment().withProperty(prefix + "." + name, value);
		return Binder.get(environment).bind(prefix, type).get();
	}

}
