package io.coolnode.scheduling;

import java.lang.reflect.Method;

import org.junit.jupiter.api.Test;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.util.ReflectionUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Placement}.
 */
class PlacementTests {

	@Test
	void placeWhenNothingIsSaidIsThatOfTheProperty() {
		assertThat(place("b", Plain.class, false)).isEqualTo("B");
		assertThat(place(" Master ", Plain.class, false)).isEqualTo("master");
		assertThat(place("ALL", Plain.class, false)).isEqualTo("all");
	}

	@Test
	void placeWhenTheBeanIsTheMastersIsTheMaster() {
		assertThat(place("A", Plain.class, true)).isEqualTo("master");
		assertThat(place("A", Everywhere.class, true)).isEqualTo("all");
	}

	@Test
	void placeWhenTheClassSaysItIsThat() {
		assertThat(place("A", Everywhere.class, false)).isEqualTo("all");
	}

	@Test
	void placeWhenTheMethodSaysItIsThat() {
		assertThat(place("A", Own.class, false)).isEqualTo("C");
		assertThat(place("A", OwnOfMaster.class, false)).isEqualTo("master");
	}

	@Test
	void classWhenOneOfItsMethodsRunsInTheMasterIsFound() {
		Placement placement = new Placement("A");
		assertThat(placement.isInMaster(OwnOfMaster.class)).isTrue();
		assertThat(placement.isInMaster(Plain.class)).isFalse();
		assertThat(placement.isInMaster(String.class)).isFalse();
		assertThat(new Placement("master").isInMaster(Plain.class)).isTrue();
		assertThat(new Placement("master").isInMaster(String.class)).isFalse();
	}

	private static String place(String runOn, Class<?> type, boolean masterOnly) {
		Method method = ReflectionUtils.findMethod(type, "run");
		assertThat(method).isNotNull();
		return new Placement(runOn).of(method, type, masterOnly);
	}

	static class Plain {

		@Scheduled(fixedRate = 1)
		void run() {
		}

	}

	@RunOn("all")
	static class Everywhere {

		@Scheduled(fixedRate = 1)
		void run() {
		}

	}

	@RunOn("all")
	static class Own {

		@Scheduled(fixedRate = 1)
		@RunOn("c")
		void run() {
		}

	}

	static class OwnOfMaster {

		@Scheduled(fixedRate = 1)
		@RunOn("master")
		void run() {
		}

	}

}
