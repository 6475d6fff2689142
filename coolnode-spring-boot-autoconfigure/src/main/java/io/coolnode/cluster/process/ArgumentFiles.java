package io.coolnode.cluster.process;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The argument files of the {@code java} command: {@code @file} stands for the words in
 * that file.
 */
final class ArgumentFiles {

	private static final String BLANKS = " \t\n\r\f";

	private ArgumentFiles() {
	}

	/**
	 * Read the words of a file.
	 * @param file the file
	 * @param charset its encoding
	 * @return the words
	 * @throws WorkerCommandException if it cannot be read
	 */
	static List<String> read(Path file, Charset charset) {
		try {
			return parse(Files.readString(file, charset));
		}
		catch (IOException ex) {
			throw new WorkerCommandException("The argument file " + file + " cannot be read: " + ex);
		}
	}

	/**
	 * Split a text as the {@code java} command does: at blanks, but not inside quotes;
	 * {@code #} begins a comment; inside quotes a backslash takes away the meaning of a
	 * character, or continues the line.
	 * @param text the text
	 * @return the words
	 */
	static List<String> parse(String text) {
		return new Parser(text).parse();
	}

	/**
	 * Write words so that the {@code java} command reads them as they are.
	 * @param words the words
	 * @return the text
	 */
	static String format(List<String> words) {
		StringBuilder text = new StringBuilder();
		for (String word : words) {
			String escaped = word.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n").replace("\r", "\\r");
			text.append('"').append(escaped).append("\"\n");
		}
		return text.toString();
	}

	/**
	 * The state of parsing one text.
	 */
	private static final class Parser {

		private final String text;

		private final List<String> words = new ArrayList<>();

		private final StringBuilder word = new StringBuilder();

		private boolean inWord;

		private char quote;

		private int position;

		Parser(String text) {
			this.text = text;
		}

		List<String> parse() {
			while (this.position < this.text.length()) {
				char next = this.text.charAt(this.position++);
				if (this.quote != 0) {
					quoted(next);
				}
				else {
					plain(next);
				}
			}
			endWord();
			return this.words;
		}

		private void plain(char next) {
			if (BLANKS.indexOf(next) >= 0) {
				endWord();
			}
			else if (next == '#') {
				endWord();
				skipUntil("\n\r");
			}
			else {
				this.inWord = true;
				if (next == '"' || next == '\'') {
					this.quote = next;
				}
				else {
					this.word.append(next);
				}
			}
		}

		private void quoted(char next) {
			if (next == this.quote) {
				this.quote = 0;
			}
			else if (next == '\n' || next == '\r') {
				this.quote = 0;
				endWord();
			}
			else if (next == '\\' && this.position < this.text.length()) {
				escaped(this.text.charAt(this.position++));
			}
			else {
				this.word.append(next);
			}
		}

		private void escaped(char next) {
			switch (next) {
				case 'n' -> this.word.append('\n');
				case 'r' -> this.word.append('\r');
				case 't' -> this.word.append('\t');
				case 'f' -> this.word.append('\f');
				case '\n', '\r' -> skipWhile(BLANKS);
				default -> this.word.append(next);
			}
		}

		private void skipWhile(String characters) {
			while (this.position < this.text.length() && characters.indexOf(this.text.charAt(this.position)) >= 0) {
				this.position++;
			}
		}

		private void skipUntil(String characters) {
			while (this.position < this.text.length() && characters.indexOf(this.text.charAt(this.position)) < 0) {
				this.position++;
			}
		}

		private void endWord() {
			if (this.inWord) {
				this.words.add(this.word.toString());
			}
			this.word.setLength(0);
			this.inWord = false;
		}

	}

}
