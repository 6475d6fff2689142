package io.coolnode.cache;

import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.cache.interceptor.SimpleKey;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * Takes the keys of caches apart into values that JSON carries without loss, and puts
 * them together again so that they are equal to what they were. That works for common
 * simple types, enums, records of these, and {@link SimpleKey}s of these.
 */
final class CacheKeys {

	private static final String ONE = "one";

	private static final String SIMPLE_KEY = "simple";

	private static final Map<String, Class<?>> SIMPLE_TYPES = Set
		.<Class<?>>of(String.class, Boolean.class, Byte.class, Short.class, Integer.class, Long.class, Float.class,
				Double.class, Character.class, BigInteger.class, BigDecimal.class, UUID.class, LocalDate.class,
				LocalDateTime.class, LocalTime.class, Instant.class)
		.stream()
		.collect(Collectors.toMap(Class::getName, Function.identity()));

	private static final Set<Class<?>> PRIMITIVES = Set.of(boolean.class, byte.class, short.class, int.class,
			long.class, float.class, double.class, char.class);

	private static final @Nullable Field ELEMENTS = elementsField();

	private CacheKeys() {
	}

	private static @Nullable Field elementsField() {
		Field field = ReflectionUtils.findField(SimpleKey.class, null, Object[].class);
		if (field != null) {
			ReflectionUtils.makeAccessible(field);
		}
		return field;
	}

	/**
	 * Take a key apart.
	 * @param key the key
	 * @return a kind, and a type and a value of each part, or nothing if that key cannot
	 * travel
	 */
	static Optional<List<@Nullable Object>> split(Object key) {
		if (!(key instanceof SimpleKey)) {
			return split(ONE, new Object[] { key });
		}
		Object elements = (ELEMENTS != null) ? ReflectionUtils.getField(ELEMENTS, key) : null;
		return (elements instanceof Object[] array) ? split(SIMPLE_KEY, array) : Optional.empty();
	}

	private static Optional<List<@Nullable Object>> split(String kind, @Nullable Object[] parts) {
		List<@Nullable Object> split = new ArrayList<>(List.of(kind));
		for (Object part : parts) {
			if (part != null && !canTravel(part.getClass())) {
				return Optional.empty();
			}
			split.add((part != null) ? typeOf(part).getName() : "");
			split.add(part);
		}
		return Optional.of(split);
	}

	private static Class<?> typeOf(Object part) {
		return (part instanceof Enum<?> constant) ? constant.getDeclaringClass() : part.getClass();
	}

	private static boolean canTravel(Class<?> type) {
		return SIMPLE_TYPES.containsValue(type) || PRIMITIVES.contains(type) || Enum.class.isAssignableFrom(type)
				|| (type.isRecord() && Arrays.stream(type.getRecordComponents())
					.map(RecordComponent::getType)
					.allMatch(CacheKeys::canTravel));
	}

	/**
	 * Put a key together.
	 * @param size how many values there are, with the kind
	 * @param values reads the value at an index as a type
	 * @param classLoader knows the application's enums and records
	 * @return the key
	 * @throws IllegalArgumentException if it is no key
	 */
	static Object join(int size, Values values, @Nullable ClassLoader classLoader) {
		@Nullable Object[] parts = new @Nullable Object[(size - 1) / 2];
		for (int i = 0; i < parts.length; i++) {
			String type = String.valueOf(values.get(1 + 2 * i, String.class));
			parts[i] = type.isEmpty() ? null : values.get(2 + 2 * i, resolve(type, classLoader));
		}
		if (SIMPLE_KEY.equals(values.get(0, String.class))) {
			return (parts.length > 0) ? new SimpleKey(parts) : SimpleKey.EMPTY;
		}
		if (parts.length != 1 || parts[0] == null) {
			throw new IllegalArgumentException("A cache key has " + parts.length + " parts");
		}
		return parts[0];
	}

	private static Class<?> resolve(String name, @Nullable ClassLoader classLoader) {
		Class<?> simple = SIMPLE_TYPES.get(name);
		if (simple != null) {
			return simple;
		}
		try {
			Class<?> type = ClassUtils.forName(name, classLoader);
			if (canTravel(type)) {
				return type;
			}
		}
		catch (ClassNotFoundException | LinkageError ex) {
			throw new IllegalArgumentException("The type " + name + " of a cache key cannot be loaded", ex);
		}
		throw new IllegalArgumentException("The type " + name + " is no type of cache keys that travel");
	}

	/**
	 * The values of a message.
	 */
	@FunctionalInterface
	interface Values {

		@Nullable Object get(int index, Class<?> type);

	}

}
