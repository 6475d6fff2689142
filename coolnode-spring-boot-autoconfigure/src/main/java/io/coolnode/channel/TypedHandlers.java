package io.coolnode.channel;

import java.util.function.BiConsumer;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import io.coolnode.ChannelMessage;

/**
 * Handlers that take the first values of a message instead of the message.
 */
final class TypedHandlers {

	private TypedHandlers() {
	}

	@SuppressWarnings("NullAway")
	static <T> ConcludingHandler of(Class<T> type, Consumer<T> handler) {
		return (message) -> handler.accept(get(message, 0, type));
	}

	@SuppressWarnings("NullAway")
	static <T, U> ConcludingHandler of(Class<T> first, Class<U> second, BiConsumer<T, U> handler) {
		return (message) -> handler.accept(get(message, 0, first), get(message, 1, second));
	}

	private static <T> @Nullable T get(ChannelMessage message, int index, Class<T> type) {
		return (index < message.size()) ? message.get(index, type) : null;
	}

}
