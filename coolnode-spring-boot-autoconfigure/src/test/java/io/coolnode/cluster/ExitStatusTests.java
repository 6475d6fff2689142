package io.coolnode.cluster;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ExitStatus}.
 */
class ExitStatusTests {

	@ParameterizedTest
	@CsvSource({ "0, exit status 0", "1, exit status 1", "3, exit status 3", "127, exit status 127",
			"128, exit status 128", "129, killed by SIGHUP", "134, killed by SIGABRT", "137, killed by SIGKILL",
			"139, killed by SIGSEGV", "143, killed by SIGTERM", "255, exit status 255", "-1, exit status -1" })
	void describeWhenStatusIsKnownNamesTheSignal(int status, String text) {
		assertThat(ExitStatus.describe(status)).isEqualTo(text);
	}

	@ParameterizedTest
	@CsvSource({ "129, true", "130, true", "143, true", "137, false", "139, false", "0, false", "1, false", "2, false",
			"15, false" })
	void isStopSignalWhenTheGroupMayHaveGotItIsTrue(int status, boolean expected) {
		assertThat(ExitStatus.isStopSignal(status)).isEqualTo(expected);
	}

}
