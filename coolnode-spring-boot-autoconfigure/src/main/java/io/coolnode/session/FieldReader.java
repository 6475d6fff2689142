package io.coolnode.session;

import java.lang.reflect.Field;
import java.util.Optional;

import org.springframework.util.ReflectionUtils;

/**
 * Reads what an object keeps to itself, for a diagnosis that nothing depends on.
 */
final class FieldReader {

	private FieldReader() {
	}

	/**
	 * Read a field by its type.
	 * @param <T> the type
	 * @param object the object
	 * @param type the declared type of the field
	 * @return the value, or nothing if there is none
	 */
	static <T> Optional<T> read(Object object, Class<T> type) {
		Field field = ReflectionUtils.findField(object.getClass(), null, type);
		if (field == null) {
			return Optional.empty();
		}
		ReflectionUtils.makeAccessible(field);
		return Optional.ofNullable(ReflectionUtils.getField(field, object)).filter(type::isInstance).map(type::cast);
	}

}
