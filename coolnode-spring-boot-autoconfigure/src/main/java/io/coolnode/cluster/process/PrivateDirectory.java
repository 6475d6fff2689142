package io.coolnode.cluster.process;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;

/**
 * A directory among the temporary files of this machine, in which nobody but this user
 * can have put anything.
 */
final class PrivateDirectory {

	private static final Set<PosixFilePermission> MODE = PosixFilePermissions.fromString("rwx------");

	private static final FileAttribute<?> ATTRIBUTE = PosixFilePermissions.asFileAttribute(MODE);

	private PrivateDirectory() {
	}

	/**
	 * Return the directory, which is made if there is none.
	 * @param parent where it is, such as the directory for temporary files
	 * @param name the beginning of its name
	 * @param user the id of this user
	 * @return the directory
	 * @throws ClassDataException if it cannot be made or is not this user's alone
	 */
	static Path open(Path parent, String name, int user) {
		Path directory = parent.resolve(name + user);
		try {
			create(directory);
			Map<String, Object> attributes = Files.readAttributes(directory, "unix:uid,permissions,isDirectory",
					LinkOption.NOFOLLOW_LINKS);
			if (!Boolean.TRUE.equals(attributes.get("isDirectory"))
					|| !Integer.valueOf(user).equals(attributes.get("uid"))
					|| !MODE.equals(attributes.get("permissions"))) {
				throw new ClassDataException(directory + " is not a directory that belongs to this user alone");
			}
			return directory;
		}
		catch (IOException ex) {
			throw new ClassDataException(directory + " cannot be used", ex);
		}
	}

	private static void create(Path directory) throws IOException {
		if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
			try {
				Files.createDirectory(directory, ATTRIBUTE);
			}
			catch (FileAlreadyExistsException ex) {
				return; // by another process of this user, or it will not pass the check
			}
		}
	}

}
