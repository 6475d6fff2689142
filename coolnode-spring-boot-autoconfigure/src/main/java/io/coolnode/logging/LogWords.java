package io.coolnode.logging;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

import io.coolnode.channel.Control;

/**
 * The control words about logs.
 */
final class LogWords {

	/**
	 * From a worker: there is something in its buffer.
	 */
	static final Control WAKE = Control.of("coolnode.log-wake");

	/**
	 * From a worker: a level was changed there. To a worker: a level was changed. Values:
	 * pairs of a logger's name and its level, which is empty for none of its own.
	 */
	static final String LEVELS = "coolnode.log-levels";

	private LogWords() {
	}

	static Control levels(Map<String, String> levels) {
		List<String> values = new ArrayList<>();
		levels.forEach((name, level) -> {
			values.add(name);
			values.add(level);
		});
		return new Control(LEVELS, values);
	}

	static void readLevels(Control control, BiConsumer<String, String> consumer) {
		List<String> values = control.values();
		for (int i = 0; i + 1 < values.size(); i += 2) {
			consumer.accept(values.get(i), values.get(i + 1));
		}
	}

}
