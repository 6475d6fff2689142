package io.coolnode.cluster.process;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import io.coolnode.channel.InternalChannel;
import io.coolnode.channel.Threads;
import io.coolnode.cluster.process.ClassDataWriter.Wish;

/**
 * The archive of classes that workers share, so that they start faster: used where there
 * is one that fits, and written in the background where there is none.
 */
public final class SharedClassData {

	private static final Log logger = LogFactory.getLog(SharedClassData.class);

	private static final String DIRECTORY = "coolnode-class-data-";

	/**
	 * How a JVM ends that what it has mapped has led astray.
	 */
	private static final Set<Integer> CRASHES = Set.of(134, 135, 139);

	private static final long CLOSE_SECONDS = 5;

	private final @Nullable ClassDataStore store;

	private final @Nullable ClassDataWriter writer;

	private final Object monitor = new Object();

	// guarded by monitor, as all below
	private final Map<Long, Wish> without = new HashMap<>();

	private final Map<Long, ClassDataKey> users = new HashMap<>();

	private final Set<Long> ready = new HashSet<>();

	private final Set<ClassDataKey> failed = new HashSet<>();

	private String reason = "";

	private boolean clusterReady;

	private boolean closed;

	private @Nullable CompletableFuture<Void> writing;

	SharedClassData(@Nullable ClassDataStore store, @Nullable ClassDataWriter writer) {
		this.store = store;
		this.writer = writer;
	}

	/**
	 * Do without.
	 * @return what gives workers none
	 */
	public static SharedClassData off() {
		return new SharedClassData(null, null);
	}

	/**
	 * Share class data among the temporary files of this JVM.
	 * @param channel the channel of the master
	 * @return the class data
	 */
	public static SharedClassData inTemporaryFiles(InternalChannel channel) {
		Path parent = Path.of(System.getProperty("java.io.tmpdir"));
		ClassDataStore store = new ClassDataStore(
				() -> PrivateDirectory.open(parent, DIRECTORY, LibC.load().geteuid()));
		BackgroundJvm jvm = new BackgroundJvm(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		return new SharedClassData(store,
				new ClassDataWriter(jvm, (worker, file) -> LoadedClasses.request(channel, worker, file)));
	}

	/**
	 * Find class data for a worker that is about to be started.
	 * @param worker its id
	 * @param options its JVM options
	 * @param commandLine what it would run without them
	 * @param classPath the class path if the command line gives none
	 * @return how it uses them, if it does
	 */
	Optional<ClassData> forWorker(long worker, List<String> options, CommandLine commandLine, String classPath) {
		if (this.store == null) {
			return Optional.empty();
		}
		synchronized (this.monitor) {
			try {
				ClassSource source = ClassSource.of(commandLine, classPath);
				ClassDataOptions relevant = ClassDataOptions.of(options);
				Wish wish = new Wish(ClassDataKey.of(source, relevant), source, relevant, worker);
				if (!this.failed.contains(wish.key()) && use(this.store, wish.key())) {
					this.users.put(worker, wish.key());
					return Optional.of(this.store.release(wish.key()).classData(source, commandLine.launch()));
				}
				this.without.put(worker, wish);
			}
			catch (ClassDataException ex) {
				doWithout(ex.getMessage());
			}
			return Optional.empty();
		}
	}

	private static boolean use(ClassDataStore store, ClassDataKey key) {
		ClassDataRelease release = store.release(key);
		try {
			return release.use();
		}
		catch (DamagedClassDataException ex) {
			logger.warn("The class data that workers share are damaged and made anew: " + ex.getMessage());
			delete(release);
			return false;
		}
		catch (IOException ex) {
			throw new ClassDataException("they cannot be read", ex);
		}
	}

	private static void delete(ClassDataRelease release) {
		try {
			release.release();
			release.delete();
		}
		catch (IOException ex) {
			throw new ClassDataException("they cannot be deleted", ex);
		}
	}

	private void doWithout(@Nullable String why) {
		String text = String.valueOf(why);
		if (!text.equals(this.reason)) {
			this.reason = text;
			logger.info("The workers of this application share no class data, since " + text);
		}
	}

	/**
	 * Take notice that a worker is ready.
	 * @param worker its id
	 */
	public void workerReady(long worker) {
		synchronized (this.monitor) {
			this.ready.add(worker);
			writeNext();
		}
	}

	/**
	 * Take notice that the cluster is ready: from now on class data that are missing may
	 * be written.
	 */
	public void clusterReady() {
		synchronized (this.monitor) {
			this.clusterReady = true;
			writeNext();
		}
	}

	/**
	 * Take notice that a worker has ended.
	 * @param worker its id
	 * @param status its exit status
	 */
	void workerEnded(long worker, int status) {
		synchronized (this.monitor) {
			this.without.remove(worker);
			boolean wasReady = this.ready.remove(worker);
			ClassDataKey key = this.users.remove(worker);
			if (key == null || this.store == null) {
				return;
			}
			if (!wasReady && CRASHES.contains(status) && this.failed.add(key)) {
				logger.warn("The next workers start without the class data that worker " + worker
						+ " used when it crashed");
			}
			if (!this.users.containsValue(key)) {
				try {
					this.store.release(key).release();
				}
				catch (IOException | ClassDataException ex) {
					logger.debug("Class data stay in use", ex);
				}
			}
		}
	}

	private void writeNext() {
		if (!this.clusterReady || this.closed || this.writing != null) {
			return;
		}
		this.without.values()
			.stream()
			.filter((wish) -> this.ready.contains(wish.worker()) && !this.failed.contains(wish.key()))
			.findFirst()
			.ifPresent(this::startWriting);
	}

	private void startWriting(Wish wish) {
		CompletableFuture<Void> done = new CompletableFuture<>();
		this.writing = done;
		Threads.startDaemon("coolnode-class-data", () -> {
			try {
				write(wish);
			}
			finally {
				synchronized (this.monitor) {
					this.without.values().removeIf((each) -> each.key().equals(wish.key()));
					this.writing = null;
					writeNext();
				}
				done.complete(null);
			}
		});
	}

	private void write(Wish wish) {
		ClassDataStore store = this.store;
		ClassDataWriter writer = this.writer;
		if (store == null || writer == null) {
			return;
		}
		try (FileChannel lock = locked(store, wish.key())) {
			if (lock == null) {
				logger.debug("Another process writes the class data of this application");
				return;
			}
			ClassDataRelease release = release(store, wish.key());
			if (!release.delete()) {
				return; // written by another process meanwhile
			}
			write(store, writer, release, wish);
		}
		catch (IOException | ClassDataException ex) {
			failed(wish, ex);
		}
	}

	private void write(ClassDataStore store, ClassDataWriter writer, ClassDataRelease release, Wish wish)
			throws IOException {
		long begin = System.nanoTime();
		try {
			writer.write(release, wish);
			if (!ClassDataKey.of(wish.source(), wish.options()).equals(wish.key())) {
				throw new ClassDataException("it has changed meanwhile");
			}
			synchronized (this.monitor) {
				release.complete();
				store.deleteOthers(wish.key());
			}
			logger.info(String.format("Workers that start from now on share class data, written in %.1f s: %s",
					(System.nanoTime() - begin) / 1e9, release.archive()));
		}
		catch (IOException | RuntimeException ex) {
			release.delete();
			throw ex;
		}
	}

	private @Nullable FileChannel locked(ClassDataStore store, ClassDataKey key) throws IOException {
		synchronized (this.monitor) {
			return store.lock(key);
		}
	}

	private ClassDataRelease release(ClassDataStore store, ClassDataKey key) {
		synchronized (this.monitor) {
			return store.release(key);
		}
	}

	private void failed(Wish wish, Exception cause) {
		synchronized (this.monitor) {
			this.failed.add(wish.key());
			if (this.closed) {
				return;
			}
			if (cause instanceof ClassDataException) {
				doWithout(cause.getMessage());
			}
			else {
				logger.warn("The workers of this application share no class data, since these cannot be written: "
						+ cause.getMessage());
			}
		}
	}

	/**
	 * Write no more, and leave nothing unfinished.
	 */
	public void close() {
		CompletableFuture<Void> current;
		synchronized (this.monitor) {
			this.closed = true;
			current = this.writing;
		}
		if (this.writer != null) {
			this.writer.close();
		}
		if (current != null) {
			current.completeOnTimeout(null, CLOSE_SECONDS, TimeUnit.SECONDS).join();
		}
	}

}
