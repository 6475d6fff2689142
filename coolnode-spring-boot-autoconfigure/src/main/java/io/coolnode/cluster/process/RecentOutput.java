package io.coolnode.cluster.process;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.Collectors;

/**
 * The last lines that a process printed, enough for a thread dump.
 */
final class RecentOutput {

	private static final int MAX_CHARACTERS = 512 * 1024;

	// guarded by itself
	private final Deque<String> lines = new ArrayDeque<>();

	// guarded by lines
	private int characters;

	void add(String line) {
		synchronized (this.lines) {
			this.lines.addLast(line);
			this.characters += line.length() + 1;
			while (this.characters > MAX_CHARACTERS) {
				this.characters -= this.lines.removeFirst().length() + 1;
			}
		}
	}

	/**
	 * Return what was printed last.
	 * @param count how many lines, at most
	 * @return the lines, with line feeds between them
	 */
	String last(int count) {
		synchronized (this.lines) {
			return this.lines.stream()
				.skip(Math.max(0, this.lines.size() - (long) count))
				.collect(Collectors.joining("\n"));
		}
	}

}
