package io.coolnode.cluster.process;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import com.sun.management.HotSpotDiagnosticMXBean;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import io.coolnode.channel.Sleeper;
import io.coolnode.channel.Threads;

/**
 * Keeps this JVM from filling the disk with its heap: it may write it when it runs out of
 * memory only while there is twice as much room as the heap can have.
 */
public final class HeapDumpGuard {

	private static final Log logger = LogFactory.getLog(HeapDumpGuard.class);

	private static final Duration INTERVAL = Duration.ofSeconds(5);

	private static final String ENABLED = "HeapDumpOnOutOfMemoryError";

	private static final String PATH = "HeapDumpPath";

	private final Options options;

	private final Room room;

	private final long heap;

	private boolean allowed = true;

	HeapDumpGuard(Options options, Room room, long heap) {
		this.options = options;
		this.room = room;
		this.heap = heap;
	}

	/**
	 * Watch over this JVM from now on, on the thread {@code coolnode-heap-dump-guard}, if
	 * it was told to write its heap.
	 */
	public static void start() {
		HotSpotDiagnosticMXBean diagnostics = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
		if (diagnostics == null || !Boolean.parseBoolean(diagnostics.getVMOption(ENABLED).getValue())) {
			return;
		}
		Path directory = directory(diagnostics.getVMOption(PATH).getValue());
		HeapDumpGuard guard = new HeapDumpGuard((value) -> diagnostics.setVMOption(ENABLED, Boolean.toString(value)),
				() -> Files.getFileStore(directory).getUsableSpace(), Runtime.getRuntime().maxMemory());
		Threads.startDaemon("coolnode-heap-dump-guard", () -> guard.run(Sleeper.SYSTEM));
	}

	static Path directory(@Nullable String path) {
		Path chosen = Path.of((path != null) ? path : "").toAbsolutePath();
		Path parent = chosen.getParent();
		return (Files.isDirectory(chosen) || parent == null) ? chosen : parent;
	}

	private void run(Sleeper sleeper) {
		try {
			while (!Thread.currentThread().isInterrupted()) {
				check();
				sleeper.sleep(INTERVAL);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	void check() {
		try {
			long free = this.room.bytes();
			boolean enough = free / 2 >= this.heap;
			if (enough != this.allowed) {
				this.options.dumpHeap(enough);
				this.allowed = enough;
				logger.warn(enough ? "The heap is written again when memory runs out: the disk has room for it"
						: "The heap is not written when memory runs out: the disk has " + free
								+ " bytes free, less than twice the largest heap of " + this.heap);
			}
		}
		catch (IOException ex) {
			logger.debug("The room for a heap is not known", ex);
		}
	}

	/**
	 * Changes an option of the running JVM.
	 */
	@FunctionalInterface
	interface Options {

		/**
		 * Write the heap when memory runs out, or do not.
		 * @param value whether to write it
		 */
		void dumpHeap(boolean value);

	}

	/**
	 * Tells how much room there is.
	 */
	@FunctionalInterface
	interface Room {

		/**
		 * Return the room.
		 * @return a number of bytes
		 * @throws IOException if it is not known
		 */
		long bytes() throws IOException;

	}

}
