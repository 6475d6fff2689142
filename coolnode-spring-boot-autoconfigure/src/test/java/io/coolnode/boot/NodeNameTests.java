package io.coolnode.boot;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link NodeName}.
 */
class NodeNameTests {

	@Test
	void ofWhenConfiguredIsThat() {
		assertThat(NodeName.of("web-1.example_a")).isEqualTo("web-1.example_a");
	}

	@Test
	void ofWhenNotConfiguredIsThatOfTheHost() {
		assertThat(NodeName.of(null)).matches("[A-Za-z0-9._-]{1,64}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "a/b", "a b", "ä", "one\n" })
	void ofWhenItHasOtherCharactersIsRefused(String name) {
		assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class).isThrownBy(() -> NodeName.of(name))
			.satisfies((ex) -> assertThat(ex.getName()).isEqualTo("cool.server.node"));
	}

	@Test
	void fromHostWhenItHasOtherCharactersReplacesThem() {
		assertThat(NodeName.fromHost("my host/1")).isEqualTo("my-host-1");
		assertThat(NodeName.fromHost("x".repeat(100))).hasSize(64);
		assertThat(NodeName.fromHost("")).isEqualTo("localhost");
	}

}
