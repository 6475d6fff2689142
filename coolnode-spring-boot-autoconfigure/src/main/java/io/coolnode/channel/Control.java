package io.coolnode.channel;

import java.util.List;

/**
 * A word between our own packages in two processes. It travels beside the messages of the
 * application: it waits for none of them and is never held.
 *
 * @param name what it says, beginning with {@code coolnode.}
 * @param values what belongs to it
 */
public record Control(String name, List<String> values) {

	public Control {
		values = List.copyOf(values);
	}

	/**
	 * Create a control word.
	 * @param name what it says
	 * @param values what belongs to it
	 * @return the word
	 */
	public static Control of(String name, String... values) {
		return new Control(name, List.of(values));
	}

}
