package io.coolnode.it.app;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

import com.sun.jna.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.MarkerFactory;

import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import io.coolnode.Channel;

/**
 * Logs and prints in all ways there are, and says out of band how far that has come.
 */
@RestController
class LogController {

	private static final Logger logger = LoggerFactory.getLogger(LogController.class);

	private static final int SIGKILL = 9;

	private static final int CHUNK = 1024 * 1024;

	private final Channel channel;

	LogController(Channel channel) {
		this.channel = channel;
	}

	/**
	 * Log on a thread of its own, with all that may belong to an event.
	 * @param name the name of the logger
	 * @param text the message
	 * @throws InterruptedException if interrupted
	 */
	@PostMapping("/log/event")
	void event(@RequestParam String name, @RequestParam String text) throws InterruptedException {
		Thread thread = new Thread(() -> {
			MDC.put("tenant", "blue");
			LoggerFactory.getLogger(name)
				.atWarn()
				.addMarker(MarkerFactory.getMarker("AUDIT"))
				.addKeyValue("order", 42)
				.setCause(new IllegalStateException("it broke", new IOException("the cause")))
				.log(text + " of {} and {}", this.channel.code(), 7);
		}, "event-thread");
		thread.start();
		thread.join();
	}

	/**
	 * Log a line, at each level.
	 * @param name the name of the logger
	 * @param text the message
	 */
	@PostMapping("/log/levels")
	void levels(@RequestParam String name, @RequestParam String text) {
		Logger named = LoggerFactory.getLogger(name);
		named.trace(text);
		named.debug(text);
		named.info(text);
		named.warn(text);
		named.error(text);
	}

	/**
	 * Begin to log numbered lines as fast as they are taken. After each call its number
	 * is written to a file, which is there whatever happens to this process.
	 * @param count how many
	 * @param progress the directory of the files, each named by code and id
	 * @throws IOException if there is no such directory
	 */
	@PostMapping("/log/numbered")
	void numbered(@RequestParam long count, @RequestParam Path progress) throws IOException {
		String self = this.channel.code() + "-" + this.channel.id();
		MappedByteBuffer counter = map(progress.resolve(self));
		new Thread(() -> {
			for (long number = 1; number <= count; number++) {
				logger.info("numbered {} {} of the lines that have to come out whole, to the last word", self, number);
				counter.putLong(0, number);
			}
		}, "numbers").start();
	}

	private static MappedByteBuffer map(Path file) throws IOException {
		try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ,
				StandardOpenOption.WRITE)) {
			return channel.map(FileChannel.MapMode.READ_WRITE, 0, Long.BYTES);
		}
	}

	/**
	 * Begin to log, or print, many lines.
	 * @param perSecond how many a second
	 * @param seconds for how long
	 * @param print whether to print
	 */
	@PostMapping("/log/flood")
	void flood(@RequestParam int perSecond, @RequestParam int seconds,
			@RequestParam(defaultValue = "false") boolean print) {
		new Thread(() -> {
			long begin = System.nanoTime();
			long total = (long) perSecond * seconds;
			for (long number = 1; number <= total; number++) {
				if (print) {
					System.out.println("flood " + number + " of lines that nobody has asked for");
				}
				else {
					logger.info("flood {} of lines that nobody has asked for", number);
				}
				long due = begin + number * Duration.ofSeconds(1).toNanos() / perSecond;
				if (number % 100 == 0 && due > System.nanoTime()) {
					LockSupport.parkNanos(due - System.nanoTime());
				}
			}
			logger.info("The flood is over after {} ms", Duration.ofNanos(System.nanoTime() - begin).toMillis());
		}, "flood").start();
	}

	/**
	 * Log a line and print one, and tell how long that took.
	 * @param text the line
	 * @return the longer time, in milliseconds
	 */
	@PostMapping("/log/timed")
	long timed(@RequestParam String text) {
		long begin = System.nanoTime();
		logger.info(text);
		long logged = System.nanoTime();
		System.out.println("printed " + text);
		return Duration.ofNanos(Math.max(logged - begin, System.nanoTime() - logged)).toMillis();
	}

	/**
	 * Print to a standard stream.
	 * @param text what to print
	 * @param stream such as {@code err}; {@code native} stands for the file descriptor of
	 * the standard output itself
	 * @throws IOException if it cannot be printed
	 */
	@PostMapping("/print")
	void print(@RequestParam String text, @RequestParam String stream) throws IOException {
		switch (stream) {
			case "out" -> System.out.println(text);
			case "err" -> System.err.println(text);
			case "native" -> printNative(text + "\n");
			default -> throw new IllegalArgumentException(stream);
		}
	}

	@SuppressWarnings("resource")
	private static void printNative(String text) throws IOException {
		new FileOutputStream(FileDescriptor.out).write(text.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Log and print a last line, and be killed at once.
	 * @param text the line
	 */
	@PostMapping("/log/last")
	void last(@RequestParam String text) {
		System.out.println("printed " + text);
		logger.info(text);
		Function.getFunction("c", "kill").invokeInt(new Object[] { (int) ProcessHandle.current().pid(), SIGKILL });
	}

	/**
	 * Use all memory.
	 */
	@PostMapping("/log/memory")
	void memory() {
		List<byte[]> kept = new ArrayList<>();
		while (!kept.contains(null)) {
			kept.add(new byte[CHUNK]);
		}
	}

}
