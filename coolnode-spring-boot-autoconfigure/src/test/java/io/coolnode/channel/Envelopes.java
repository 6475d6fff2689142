package io.coolnode.channel;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import io.coolnode.Sender;

/**
 * Envelopes for tests, and the seeds of random ones.
 */
final class Envelopes {

	private Envelopes() {
	}

	/**
	 * Return the seeds with which a test of random values is to be run: the same each
	 * time, and a few that are new. The name of a test shows its seed.
	 */
	static LongStream seeds() {
		return LongStream.concat(LongStream.rangeClosed(1, 25), new Random().longs(5));
	}

	static Envelope message(long sender, long sequence) {
		return message(sender, sequence, "event", 0);
	}

	static Envelope message(long sender, long sequence, String event, int dataSize) {
		return Envelope.of(Envelope.Kind.MESSAGE, new Sender("S" + sender, sender, 10_000 + sender), sequence, 0, "T",
				event, new byte[dataSize]);
	}

	static List<Long> sequences(Stream<Envelope> envelopes) {
		return new ArrayList<>(envelopes.map(Envelope::sequence).toList());
	}

}
