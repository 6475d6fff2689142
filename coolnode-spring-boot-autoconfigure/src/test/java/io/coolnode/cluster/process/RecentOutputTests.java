package io.coolnode.cluster.process;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RecentOutput}.
 */
class RecentOutputTests {

	private final RecentOutput output = new RecentOutput();

	@Test
	void linesAreKeptInTheirOrder() {
		assertThat(this.output.last(Integer.MAX_VALUE)).isEmpty();
		this.output.add("first");
		this.output.add("second");
		assertThat(this.output.last(Integer.MAX_VALUE)).isEqualTo("first\nsecond");
		assertThat(this.output.last(1)).isEqualTo("second");
	}

	@Test
	void linesWhenTheyAreManyAreBounded() {
		for (int i = 0; i < 100_000; i++) {
			this.output.add("a line of the output with the number " + i);
		}
		assertThat(this.output.last(Integer.MAX_VALUE)).hasSizeBetween(500 * 1024, 512 * 1024).endsWith("number 99999");
	}

}
