package io.coolnode.benchmarks.port;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/**
 * Writes again and again how many requests this process has served, to a file that is
 * named by its pid.
 */
@Component
class ServedCount implements ApplicationRunner {

	private static final int INTERVAL_MILLIS = 200;

	private final PortController controller;

	ServedCount(PortController controller) {
		this.controller = controller;
	}

	@Override
	public void run(ApplicationArguments args) {
		Path file = Path.of(System.getenv("COUNT_DIR"), Long.toString(ProcessHandle.current().pid()));
		Thread thread = new Thread(() -> writeTo(file), "served-count");
		thread.setDaemon(true);
		thread.start();
	}

	private void writeTo(Path file) {
		Path next = file.resolveSibling("." + file.getFileName());
		try {
			while (true) {
				Files.writeString(next, this.controller.served() + "\n");
				Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
				Thread.sleep(INTERVAL_MILLIS);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
