package io.coolnode.it.app;

import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

import io.coolnode.Channel;
import io.coolnode.ChannelMessage;

/**
 * Keeps account of the messages {@code entry} in a file that outlives the process: a byte
 * for each number, which says how often it was handled. Numbers that came out of order,
 * or twice without being marked as redelivered, are counted in the first two bytes.
 */
@Component
@ConditionalOnProperty("test.ledger")
class Ledger {

	private static final int DISORDERED = 0;

	private static final int UNMARKED = 1;

	private static final int FIRST = 2;

	private final MappedByteBuffer entries;

	// belongs to the thread that handles the messages of their one sender
	private int last = -1;

	Ledger(Channel channel, @Value("${test.ledger}") Path file, @Value("${test.ledger.size}") int size)
			throws IOException {
		try (FileChannel opened = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ,
				StandardOpenOption.WRITE)) {
			this.entries = opened.map(FileChannel.MapMode.READ_WRITE, 0, FIRST + size);
		}
		if (channel.isWorker() && channel.code().equals("A")) {
			channel.on("entry", this::enter);
		}
	}

	private void enter(ChannelMessage message) {
		Integer number = message.get(0, Integer.class);
		if (number != null) {
			boolean again = this.entries.get(FIRST + number) > 0;
			count(FIRST + number);
			if (again && !message.redelivered()) {
				count(UNMARKED);
			}
			if (number <= this.last) {
				count(DISORDERED);
			}
			this.last = number;
		}
	}

	private void count(int index) {
		this.entries.put(index, (byte) (this.entries.get(index) + 1));
	}

}
