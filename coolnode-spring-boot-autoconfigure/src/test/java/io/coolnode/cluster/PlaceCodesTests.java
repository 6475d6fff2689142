package io.coolnode.cluster;

import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PlaceCodes}.
 */
class PlaceCodesTests {

	@ParameterizedTest
	@CsvSource({ "0, A", "1, B", "25, Z", "26, AA", "27, AB", "51, AZ", "52, BA", "701, ZZ", "702, AAA" })
	void codeWhenIndexGrowsGoesOnLikeColumns(int index, String code) {
		assertThat(PlaceCodes.of(index)).isEqualTo(code);
	}

	@Test
	void codesWhenManyAreDifferent() {
		assertThat(IntStream.range(0, 20000).mapToObj(PlaceCodes::of)).doesNotHaveDuplicates();
	}

}
