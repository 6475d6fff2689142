package io.coolnode.logging;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a worker is told at its start.
 *
 * @param blockTimeout how long to wait when the buffer is full
 * @param packagingData whether stack traces name the jar of each class
 * @param configured the levels of loggers as the master has configured them
 * @param changed the levels that were changed since the master has started, which hold
 * whatever the worker's own configuration says; an empty text stands for none
 */
record Briefing(Duration blockTimeout, boolean packagingData, Map<String, String> configured,
		Map<String, String> changed) {

	byte[] encode() {
		RecordWriter writer = new RecordWriter(Integer.MAX_VALUE);
		writer.putLong(this.blockTimeout.toNanos());
		writer.putByte(this.packagingData ? 1 : 0);
		encode(writer, this.configured);
		encode(writer, this.changed);
		return writer.toByteArray();
	}

	private static void encode(RecordWriter writer, Map<String, String> texts) {
		writer.putInt(texts.size());
		texts.forEach((key, value) -> writer.putText(key).putText(value));
	}

	static Briefing decode(byte[] bytes) {
		RecordReader reader = new RecordReader(bytes);
		return new Briefing(Duration.ofNanos(reader.getLong()), reader.getByte() != 0, decode(reader), decode(reader));
	}

	private static Map<String, String> decode(RecordReader reader) {
		Map<String, String> texts = new LinkedHashMap<>();
		int size = reader.getInt();
		for (int i = 0; i < size; i++) {
			texts.put(reader.getRequiredText(), reader.getRequiredText());
		}
		return texts;
	}

}
