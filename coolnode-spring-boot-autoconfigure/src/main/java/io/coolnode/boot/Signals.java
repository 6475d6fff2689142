package io.coolnode.boot;

import java.util.function.IntConsumer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import sun.misc.Signal;

/**
 * The signals of the operating system, which the JVM offers by {@code sun.misc} alone.
 */
final class Signals {

	private static final Log logger = LogFactory.getLog(Signals.class);

	private Signals() {
	}

	/**
	 * Handle a signal from now on. A signal that was ignored when this process was
	 * started stays ignored.
	 * @param name the name without "SIG"
	 * @param handler what to do with its number, on a thread of the JVM's
	 */
	static void handle(String name, IntConsumer handler) {
		try {
			Signal.handle(new Signal(name), (signal) -> handler.accept(signal.getNumber()));
		}
		catch (IllegalArgumentException ex) {
			logger.info("SIG" + name + " is left to the JVM: " + ex.getMessage());
		}
	}

	/**
	 * Ignore a signal from now on. Unlike an ignored one of the system's, children of
	 * this process do not inherit that.
	 * @param name the name without "SIG"
	 */
	static void ignore(String name) {
		handle(name, (number) -> {
		});
	}

}
