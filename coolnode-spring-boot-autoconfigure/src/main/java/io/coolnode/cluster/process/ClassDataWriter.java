package io.coolnode.cluster.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import org.jspecify.annotations.Nullable;

/**
 * Writes the class data of a release, in processes that run no code of the application:
 * Spring Boot's own tool extracts a fat jar, and a JVM archives the classes whose names a
 * worker has told.
 */
final class ClassDataWriter {

	/**
	 * What an archive needs in addition to as much as the extracted application.
	 */
	private static final long ROOM = 192L << 20;

	private final BackgroundJvm jvm;

	private final Lister lister;

	// volatile: set by the thread that writes, cancelled by any
	private volatile @Nullable CompletableFuture<?> answer;

	/**
	 * Create a writer.
	 * @param jvm runs the processes
	 * @param lister lets a worker write the names of its classes
	 */
	ClassDataWriter(BackgroundJvm jvm, Lister lister) {
		this.jvm = jvm;
		this.lister = lister;
	}

	/**
	 * Write class data, all but their name.
	 * @param release where
	 * @param wish for what
	 * @throws IOException if it fails
	 * @throws ClassDataException if there can be none
	 */
	void write(ClassDataRelease release, Wish wish) throws IOException {
		ClassSource source = wish.source();
		checkRoom(release, source);
		if (source.fatJar()) {
			this.jvm.run(List.of("-Djarmode=tools", "-XX:TieredStopAtLevel=1", "-jar", source.classPath(), "extract",
					"--destination", release.extracted().toString()));
			String use = LocationUse.find(Path.of(release.classPath(source)));
			if (use != null) {
				throw new ClassDataException(use + " and so depends on where the application is");
			}
		}
		list(wish.worker(), release.classList());
		List<String> words = new ArrayList<>(
				List.of("-Xshare:dump", "-XX:TieredStopAtLevel=1", "-XX:SharedClassListFile=" + release.classList(),
						"-XX:SharedArchiveFile=" + release.unfinishedArchive()));
		words.addAll(wish.options().forWriting());
		words.addAll(List.of("-cp", release.classPath(source)));
		this.jvm.run(words);
	}

	private static void checkRoom(ClassDataRelease release, ClassSource source) throws IOException {
		Path directory = Files.createDirectories(release.directory());
		long needed = ROOM;
		for (Path file : source.fatJar() ? source.files() : List.<Path>of()) {
			needed += Files.size(file);
		}
		long free = Files.getFileStore(directory).getUsableSpace();
		if (free < needed) {
			throw new IOException(
					"it needs " + (needed >> 20) + " MB, and " + directory + " has " + (free >> 20) + " MB free");
		}
	}

	private void list(long worker, Path file) throws IOException {
		CompletableFuture<Integer> names = this.lister.list(worker, file);
		this.answer = names;
		try {
			names.join();
		}
		catch (CompletionException | CancellationException ex) {
			throw new IOException("worker " + worker + " does not tell its classes: " + ex.getMessage(), ex);
		}
	}

	/**
	 * Write no more.
	 */
	void close() {
		this.jvm.close();
		CompletableFuture<?> current = this.answer;
		if (current != null) {
			current.cancel(false);
		}
	}

	/**
	 * Lets a worker write the names of the classes that it has loaded.
	 */
	@FunctionalInterface
	interface Lister {

		/**
		 * Ask a worker.
		 * @param worker its id
		 * @param file the file to write
		 * @return completes with the number of classes
		 */
		CompletableFuture<Integer> list(long worker, Path file);

	}

	/**
	 * Class data that are missing.
	 *
	 * @param key what they are for
	 * @param source the files of the application
	 * @param options the options of workers
	 * @param worker the id of a worker that was started without them
	 */
	record Wish(ClassDataKey key, ClassSource source, ClassDataOptions options, long worker) {
	}

}
