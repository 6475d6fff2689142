package io.coolnode.autoconfigure;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * Refuses values of properties that no cluster can work with.
 */
final class PropertyRange {

	private PropertyRange() {
	}

	/**
	 * Refuse a value that is too small.
	 * @param <T> the type of the value
	 * @param name the name of the property
	 * @param value its value, which may be missing
	 * @param least the smallest good value
	 * @throws InvalidConfigurationPropertyValueException if it is smaller
	 */
	static <T extends Comparable<T>> void atLeast(String name, @Nullable T value, T least) {
		if (value != null && value.compareTo(least) < 0) {
			throw new InvalidConfigurationPropertyValueException(name, value, "It must be at least " + least + ".");
		}
	}

	/**
	 * Refuse a value that is too large.
	 * @param <T> the type of the value
	 * @param name the name of the property
	 * @param value its value
	 * @param most the largest good value
	 * @throws InvalidConfigurationPropertyValueException if it is larger
	 */
	static <T extends Comparable<T>> void atMost(String name, T value, T most) {
		if (value.compareTo(most) > 0) {
			throw new InvalidConfigurationPropertyValueException(name, value, "It must be at most " + most + ".");
		}
	}

}
