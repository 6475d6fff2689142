package io.coolnode.logging;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * Makes lines of what is printed to one stream. Belongs to one thread.
 */
final class LineAssembler {

	private static final int MAX_LINE = 64 * 1024;

	private final boolean error;

	private final Consumer<PrintedLine> consumer;

	private final ByteArrayOutputStream line = new ByteArrayOutputStream();

	private Instant time = Instant.EPOCH;

	private String thread = "";

	LineAssembler(boolean error, Consumer<PrintedLine> consumer) {
		this.error = error;
		this.consumer = consumer;
	}

	/**
	 * Take what was printed.
	 * @param reader reads a record behind its type
	 */
	void take(RecordReader reader) {
		Instant printed = Instant.ofEpochSecond(reader.getLong(), reader.getInt());
		String printer = reader.getRequiredText();
		int count = reader.getInt();
		for (int i = 0; i < count; i++) {
			if (this.line.size() == 0) {
				this.time = printed;
				this.thread = printer;
			}
			byte value = reader.getByte();
			if (value == '\n') {
				end();
			}
			else {
				if (this.line.size() == MAX_LINE) {
					end();
				}
				this.line.write(value);
			}
		}
	}

	/**
	 * End the line that is begun, if there is one.
	 */
	void finish() {
		if (this.line.size() > 0) {
			end();
		}
	}

	private void end() {
		String text = this.line.toString(StandardCharsets.UTF_8);
		this.line.reset();
		this.consumer.accept(new PrintedLine(this.error, this.time, this.thread,
				text.endsWith("\r") ? text.substring(0, text.length() - 1) : text));
	}

}
