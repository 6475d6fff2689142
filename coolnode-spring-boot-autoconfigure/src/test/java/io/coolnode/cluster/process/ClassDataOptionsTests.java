package io.coolnode.cluster.process;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ClassDataOptions}.
 */
class ClassDataOptionsTests {

	@ParameterizedTest
	@ValueSource(strings = { "-XX:SharedArchiveFile=own.jsa", "-Xshare:off", "-Xshare:auto", "-XX:AOTCache=app.aot",
			"-XX:AOTMode=off", "-XX:-UseSharedSpaces", "-XX:+AutoCreateSharedArchive" })
	void ofWhenTheUserHasDecidedFails(String option) {
		assertThatExceptionOfType(ClassDataException.class).isThrownBy(() -> ClassDataOptions.of(List.of(option)))
			.withMessageContaining(option);
	}

	@Test
	void forWritingWhenOptionsMatterHasThemAlone() {
		ClassDataOptions options = ClassDataOptions.of(List.of("-javaagent:a.jar", "-XX:+UseZGC", "-Xmx160m",
				"-Xlog:gc:file=gc.log", "-Dsome=property", "-XX:ErrorFile=x", "--add-modules=jdk.jfr"));
		assertThat(options.forWriting()).containsExactly("-XX:+UseZGC", "--add-modules=jdk.jfr", "-Xmx524288k");
	}

	@Test
	void forWritingWhenTheCollectorReadsObjectsOfAnotherLeavesTheCollectorToTheJvm() {
		ClassDataOptions options = ClassDataOptions.of(List.of("-XX:+UseSerialGC"));
		assertThat(options.forWriting()).containsExactly("-Xmx524288k");
		assertThat(options.fingerprint()).isEqualTo(ClassDataOptions.of(List.of()).fingerprint());
	}

	@Test
	void fingerprintWhenTheHeapIsLargeIsAnotherOne() {
		String small = ClassDataOptions.of(List.of("-Xmx1g")).fingerprint();
		assertThat(ClassDataOptions.of(List.of("-Xmx2g")).fingerprint()).isEqualTo(small);
		assertThat(ClassDataOptions.of(List.of("-Xmx40g")).fingerprint()).isNotEqualTo(small);
	}

}
