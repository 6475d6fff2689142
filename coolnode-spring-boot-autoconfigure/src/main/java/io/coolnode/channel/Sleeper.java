package io.coolnode.channel;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * How a thread of ours lets time go by.
 */
@FunctionalInterface
public interface Sleeper {

	/**
	 * Really sleeps.
	 */
	Sleeper SYSTEM = (time) -> TimeUnit.NANOSECONDS.sleep(time.toNanos());

	/**
	 * Wait.
	 * @param time how long
	 * @throws InterruptedException if the thread is interrupted
	 */
	void sleep(Duration time) throws InterruptedException;

}
