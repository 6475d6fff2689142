package io.coolnode.cluster.process;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The words of a {@code java} command in a form that the system can start: a word may be
 * too long for that, such as an IDE's class path, and goes into an argument file then.
 *
 * @param words the words
 * @param file the argument file, if there is one
 */
record CommandWords(List<String> words, @Nullable Path file) {

	private static final Log logger = LogFactory.getLog(CommandWords.class);

	/**
	 * Linux takes words of up to 128 kB.
	 */
	private static final int LONG = 100_000;

	/**
	 * Make words fit.
	 * @param command the command, the executable first
	 * @return what can be started
	 * @throws IOException if an argument file is needed and cannot be written
	 */
	static CommandWords of(List<String> command) throws IOException {
		Charset charset = CommandLine.nativeCharset();
		if (command.stream().noneMatch((word) -> word.getBytes(charset).length > LONG)) {
			return new CommandWords(command, null);
		}
		Path file = Files.createTempFile("coolnode-", ".args");
		Files.writeString(file, ArgumentFiles.format(command.subList(1, command.size())), charset);
		return new CommandWords(List.of(command.get(0), "@" + file), file);
	}

	/**
	 * Delete the argument file, if there is one.
	 */
	void delete() {
		if (this.file != null) {
			try {
				Files.deleteIfExists(this.file);
			}
			catch (IOException ex) {
				logger.debug("Cannot delete " + this.file, ex);
			}
		}
	}

}
