package io.coolnode.cluster.process;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link NativeAccess}.
 */
class NativeAccessTests {

	private static final String OPTION = "--enable-native-access=ALL-UNNAMED";

	@Test
	void allowWhenTheJvmWouldWarnAddsTheOption() {
		assertThat(NativeAccess.allow(List.of("-Xmx1g"), List.of("-Da=b"), 24)).containsExactly("-Da=b", OPTION);
		assertThat(NativeAccess.allow(List.of("--enable-native-access=a.module"), List.of(), 25))
			.containsExactly(OPTION);
	}

	@Test
	void allowWhenTheJvmDoesNotWarnAddsNothing() {
		assertThat(NativeAccess.allow(List.of(), List.of("-Da=b"), 23)).containsExactly("-Da=b");
	}

	@Test
	void allowWhenTheUserHasDoneItAddsNothing() {
		assertThat(NativeAccess.allow(List.of("--enable-native-access=a,ALL-UNNAMED"), List.of(), 25)).isEmpty();
		assertThat(NativeAccess.allow(List.of(), List.of(OPTION), 25)).containsExactly(OPTION);
	}

	@Test
	void allowWhenTheUserHasMadeAnArchiveAddsNothingThatItDoesNotFit() {
		assertThat(NativeAccess.allow(List.of("-XX:SharedArchiveFile=app.jsa"), List.of(), 25)).isEmpty();
		assertThat(NativeAccess.allow(List.of(), List.of("-XX:AOTCache=app.aot"), 25))
			.containsExactly("-XX:AOTCache=app.aot");
		assertThat(NativeAccess.allow(List.of("-Xshare:off"), List.of(), 25)).containsExactly(OPTION);
	}

}
