package io.coolnode.it.lounge;

import java.util.concurrent.atomic.AtomicInteger;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A numbered message, which counts how often this process has written it as JSON.
 */
class Note {

	private static final AtomicInteger written = new AtomicInteger();

	private final String from;

	private final int number;

	Note(String from, int number) {
		this.from = from;
		this.number = number;
	}

	static int written() {
		return written.get();
	}

	@JsonProperty("text")
	String text() {
		written.incrementAndGet();
		return this.from + " " + this.number;
	}

}
