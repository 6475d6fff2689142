package io.coolnode;

import org.jspecify.annotations.Nullable;

import org.springframework.core.ParameterizedTypeReference;

/**
 * A message that was received, with values that are read as the types the receiver names.
 */
public interface ChannelMessage {

	/**
	 * Return the name of the event.
	 * @return the name
	 */
	String event();

	/**
	 * Return the process that sent this message.
	 * @return the sender
	 */
	Sender sender();

	/**
	 * Return whether this message was delivered before, to a process that died before it
	 * had told that it was handled. That process may have handled all of it, a part or
	 * nothing.
	 * @return {@code true} only with {@code cool.channel.delivery=at-least-once}
	 */
	boolean redelivered();

	/**
	 * Return the number of values.
	 * @return the number, 0 or more
	 */
	int size();

	/**
	 * Read a value.
	 * @param <T> the type of the value
	 * @param index which one, from 0
	 * @param type the type to read it as; {@code byte[]} for what was sent as such
	 * @return the value, which may be {@code null}
	 * @throws IndexOutOfBoundsException if there is no such value
	 * @throws IllegalArgumentException if it cannot be read as that type
	 */
	<T> @Nullable T get(int index, Class<T> type);

	/**
	 * Read a value of a generic type.
	 * @param <T> the type of the value
	 * @param index which one, from 0
	 * @param type the type to read it as
	 * @return the value, which may be {@code null}
	 * @throws IndexOutOfBoundsException if there is no such value
	 * @throws IllegalArgumentException if it cannot be read as that type
	 */
	<T> @Nullable T get(int index, ParameterizedTypeReference<T> type);

	/**
	 * Answer a {@link Channel#request request}, now or later, on any thread. The first
	 * answer wins; one that comes later has no effect.
	 * @param data the values of the answer
	 * @throws IllegalStateException if nobody asked
	 * @throws IllegalArgumentException if a value cannot be written
	 * @throws MessageTooLargeException as for {@link Channel#emit}
	 * @throws ChannelOverflowException as for {@link Channel#emit}
	 */
	void reply(@Nullable Object... data);

}
