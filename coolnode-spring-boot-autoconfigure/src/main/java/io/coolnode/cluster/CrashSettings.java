package io.coolnode.cluster;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * Where the reports of deaths are kept.
 *
 * @param directory the directory, or {@code null} for a temporary one
 * @param maxSize how many bytes all reports together may have
 */
public record CrashSettings(@Nullable Path directory, long maxSize) {

	/**
	 * Return where JVMs write what becomes part of a report, which must exist before.
	 * @return the absolute path of a directory
	 */
	public Path filesDirectory() {
		Path chosen = this.directory;
		return ((chosen != null) ? chosen : Path.of(System.getProperty("java.io.tmpdir"))).toAbsolutePath();
	}

}
