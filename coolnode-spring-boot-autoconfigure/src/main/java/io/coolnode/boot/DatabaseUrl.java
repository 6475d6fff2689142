package io.coolnode.boot;

import java.util.List;
import java.util.Locale;

/**
 * Tells from its address where a database is.
 */
final class DatabaseUrl {

	private static final List<String> IN_PROCESS = List.of("jdbc:h2:mem:", "jdbc:hsqldb:mem:", "jdbc:derby:memory:",
			"jdbc:sqlite::memory:", "jdbc:sqlite:file::memory:");

	private DatabaseUrl() {
	}

	/**
	 * Return whether each process has a database of its own at an address.
	 * @param url the address
	 * @return whether the database is in the memory of the process
	 */
	static boolean isInProcess(String url) {
		String lower = url.toLowerCase(Locale.ROOT);
		return IN_PROCESS.stream().anyMatch(lower::startsWith);
	}

	/**
	 * Leave out of an address what may be secret.
	 * @param url the address
	 * @return the address without parameters and user
	 */
	static String withoutSecrets(String url) {
		return url.replaceFirst("[?;].*", "").replaceFirst("//[^/@]*@", "//");
	}

}
