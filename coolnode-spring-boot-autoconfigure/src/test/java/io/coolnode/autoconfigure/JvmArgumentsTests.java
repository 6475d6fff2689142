package io.coolnode.autoconfigure;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link JvmArguments}.
 */
class JvmArgumentsTests {

	@Test
	void joinWhenCommasAreInsideOptionPutsItTogether() {
		assertThat(
				JvmArguments.join(List.of("-Xmx1g", " -XX:StartFlightRecording=maxage=1h", "filename=a.jfr", "-Dx=y")))
			.containsExactly("-Xmx1g", "-XX:StartFlightRecording=maxage=1h,filename=a.jfr", "-Dx=y");
	}

	@Test
	void joinWhenEmptyIsEmpty() {
		assertThat(JvmArguments.join(List.of())).isEmpty();
		assertThat(JvmArguments.join(List.of(""))).isEmpty();
	}

	@Test
	void joinWhenFirstIsNoOptionThrows() {
		assertThatExceptionOfType(InvalidConfigurationPropertyValueException.class)
			.isThrownBy(() -> JvmArguments.join(List.of("Xmx1g")))
			.satisfies((ex) -> assertThat(ex.getName()).isEqualTo("cool.server.jvm-args"));
	}

}
