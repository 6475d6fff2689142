package io.coolnode.test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.ParameterizedTypeReference;

/**
 * A message or request that the application has sent. Its values are kept as they were at
 * that moment.
 */
public final class SentMessage {

	/**
	 * The target of what was sent to all workers.
	 */
	public static final String ALL_WORKERS = "*";

	private final String target;

	private final String event;

	private final JsonMapper mapper;

	private final List<Object> values = new ArrayList<>();

	SentMessage(String target, String event, @Nullable Object[] data, JsonMapper mapper) {
		this.target = target;
		this.event = event;
		this.mapper = mapper;
		for (Object value : data) {
			this.values.add((value instanceof byte[] bytes) ? bytes.clone() : write(value));
		}
	}

	private String write(@Nullable Object value) {
		try {
			return this.mapper.writeValueAsString(value);
		}
		catch (JacksonException ex) {
			throw new IllegalArgumentException(
					"A value of the message '" + this.event + "' cannot be written as JSON: " + ex.getOriginalMessage(),
					ex);
		}
	}

	/**
	 * Return to whom it was sent.
	 * @return a code, {@code "master"}, the number that was given, or
	 * {@value #ALL_WORKERS} for all workers
	 */
	public String target() {
		return this.target;
	}

	/**
	 * Return the name of the event.
	 * @return the name
	 */
	public String event() {
		return this.event;
	}

	/**
	 * Return how many values it has.
	 * @return the number
	 */
	public int size() {
		return this.values.size();
	}

	/**
	 * Read a value as its receiver would.
	 * @param <T> the type
	 * @param index which value, from 0
	 * @param type the type
	 * @return the value
	 * @throws IllegalArgumentException if it cannot be read as that type
	 * @throws IndexOutOfBoundsException if there is no such value
	 */
	public <T> @Nullable T get(int index, Class<T> type) {
		return get(index, ParameterizedTypeReference.<T>forType(type));
	}

	/**
	 * Read a value of a generic type as its receiver would.
	 * @param <T> the type
	 * @param index which value, from 0
	 * @param type the type
	 * @return the value
	 * @throws IllegalArgumentException if it cannot be read as that type
	 * @throws IndexOutOfBoundsException if there is no such value
	 */
	@SuppressWarnings("unchecked")
	public <T> @Nullable T get(int index, ParameterizedTypeReference<T> type) {
		Object value = this.values.get(index);
		if (value instanceof byte[] bytes) {
			return (T) bytes.clone();
		}
		try {
			return this.mapper.readValue((String) value, this.mapper.constructType(type.getType()));
		}
		catch (JacksonException ex) {
			throw new IllegalArgumentException("Value " + index + " of " + this + " cannot be read as "
					+ type.getType().getTypeName() + ": " + ex.getOriginalMessage(), ex);
		}
	}

	@Override
	public String toString() {
		return this.values.stream()
			.map((value) -> (value instanceof byte[] bytes) ? Arrays.toString(bytes) : value.toString())
			.collect(Collectors.joining(", ", this.event + " to " + this.target + " (", ")"));
	}

}
