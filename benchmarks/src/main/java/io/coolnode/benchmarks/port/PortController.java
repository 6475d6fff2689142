package io.coolnode.benchmarks.port;

import java.util.concurrent.atomic.LongAdder;

import org.jspecify.annotations.Nullable;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Answers a small string at once, or after about a millisecond of work.
 */
@RestController
class PortController {

	private static final int TURNS = 500_000;

	private static final int BLOCKS = 64;

	private static final int BLOCK_SIZE = 16 * 1024;

	private final LongAdder served = new LongAdder();

	// volatile: only so that the work is done
	@SuppressWarnings("unused")
	private volatile byte @Nullable [][] garbage;

	@GetMapping("/hello")
	String hello() {
		this.served.increment();
		return "hello, world";
	}

	@GetMapping("/busy")
	String busy() {
		this.served.increment();
		int number = 1;
		for (int i = 0; i < TURNS; i++) {
			number ^= number << 13;
			number ^= number >>> 17;
			number ^= number << 5;
		}
		byte[][] blocks = new byte[BLOCKS][];
		for (int i = 0; i < BLOCKS; i++) {
			blocks[i] = new byte[BLOCK_SIZE];
			blocks[i][i] = (byte) number;
		}
		this.garbage = blocks;
		return "work " + number;
	}

	long served() {
		return this.served.sum();
	}

}
