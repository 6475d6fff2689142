package io.coolnode.cluster.process;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The class data on the disk: in a directory that is this user's alone, a directory for
 * each application, and in it one for each release. Guarded by the lock of who uses it.
 */
final class ClassDataStore {

	private final Supplier<Path> root;

	private final Map<ClassDataKey, ClassDataRelease> releases = new HashMap<>();

	/**
	 * Create a store.
	 * @param root gives the directory for all, which is made and checked at each call
	 */
	ClassDataStore(Supplier<Path> root) {
		this.root = root;
	}

	/**
	 * Return a release, written or not.
	 * @param key its key
	 * @return the release, the same object at each call
	 */
	ClassDataRelease release(ClassDataKey key) {
		Path directory = application(key).resolve(key.release());
		return this.releases.computeIfAbsent(key, (unused) -> new ClassDataRelease(directory));
	}

	private Path application(ClassDataKey key) {
		return this.root.get().resolve(key.application());
	}

	/**
	 * Keep other processes from writing class data of an application.
	 * @param key the key of one of its releases
	 * @return what holds the lock until it is closed, or {@code null} if another process
	 * has it
	 * @throws IOException if there can be no lock
	 */
	@Nullable FileChannel lock(ClassDataKey key) throws IOException {
		Path application = Files.createDirectories(application(key));
		return ClassDataRelease.lock(application.resolve("lock"), false);
	}

	/**
	 * Delete an application's other releases, but for those in use.
	 * @param key the key of the one that stays
	 * @throws IOException if one cannot be deleted
	 */
	void deleteOthers(ClassDataKey key) throws IOException {
		List<String> names;
		try (Stream<Path> files = Files.list(application(key))) {
			names = files.filter(Files::isDirectory).map((file) -> file.getFileName().toString()).toList();
		}
		for (String name : names) {
			if (!name.equals(key.release())) {
				release(new ClassDataKey(key.application(), name)).delete();
			}
		}
	}

}
