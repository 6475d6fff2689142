package io.coolnode.cluster;

import java.nio.file.Path;

/**
 * Keeps what is known of processes that have died.
 */
interface DeathRecorder {

	/**
	 * Keep what is known of a death. Does not wait for files.
	 * @param death what is known
	 * @return the directory where it will be found
	 */
	Path record(Death death);

}
