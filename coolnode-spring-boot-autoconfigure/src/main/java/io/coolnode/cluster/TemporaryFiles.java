package io.coolnode.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.util.FileSystemUtils;

/**
 * Deletes the directories that a worker has made for itself, which would stay behind
 * where it cannot delete them itself any more.
 */
final class TemporaryFiles {

	private static final Log logger = LogFactory.getLog(TemporaryFiles.class);

	private TemporaryFiles() {
	}

	/**
	 * Delete directories with all that is in them.
	 * @param directories the directories, some of which may not exist any more
	 * @return those that cannot be deleted now
	 */
	static Set<String> delete(Collection<String> directories) {
		Set<String> left = new LinkedHashSet<>();
		for (String directory : directories) {
			try {
				FileSystemUtils.deleteRecursively(Path.of(directory));
			}
			catch (IOException ex) {
				left.add(directory);
				logger.warn("The temporary directory " + directory + " of a worker that has ended cannot be deleted: "
						+ ex);
			}
		}
		return left;
	}

}
