package io.coolnode.autoconfigure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.mock.env.MockEnvironment;

import io.coolnode.WorkerPropertiesContributor;
import io.coolnode.boot.NeededInMaster;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what {@code META-INF/spring.factories} names.
 */
class FactoriesTests {

	@Test
	void keysAreUniqueSinceTheLastOfTwoWouldWin() throws IOException {
		String text = new ClassPathResource("META-INF/spring.factories", getClass().getClassLoader())
			.getContentAsString(StandardCharsets.UTF_8);
		List<String> keys = text.lines()
			.filter((line) -> line.contains("="))
			.map((line) -> line.substring(0, line.indexOf('=')))
			.toList();
		assertThat(keys).isNotEmpty().doesNotHaveDuplicates();
	}

	@Test
	void needsOfAMasterAreThoseOfAllFeatures() {
		List<NeededInMaster> needs = SpringFactoriesLoader.forDefaultResourceLocation(getClass().getClassLoader())
			.load(NeededInMaster.class);
		assertThat(Arrays.asList(WorkerPropertiesContributor.class, ScheduledPlacesListener.class))
			.allMatch((type) -> needs.stream().anyMatch((need) -> need.test(type, new MockEnvironment())));
	}

}
