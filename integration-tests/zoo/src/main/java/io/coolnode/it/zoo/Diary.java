package io.coolnode.it.zoo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * A file to which all processes append what happens in them: time, pid and event.
 */
@Component
class Diary {

	private final Path file;

	Diary(@Value("${zoo.diary}") Path file) {
		this.file = file;
	}

	void note(String event) {
		String line = System.currentTimeMillis() + " " + ProcessHandle.current().pid() + " " + event + "\n";
		try {
			Files.write(this.file, line.getBytes(StandardCharsets.UTF_8), StandardOpenOption.CREATE,
					StandardOpenOption.APPEND);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
