package io.coolnode.cluster.tomcat;

import java.io.CharArrayWriter;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

import org.apache.catalina.LifecycleException;
import org.apache.catalina.valves.AccessLogValve;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The access logs that a master writes for its workers, with all that Tomcat does about
 * files: names, rotation, deletion. Belongs to one thread.
 */
public final class AccessLogFiles {

	private static final Log logger = LogFactory.getLog(AccessLogFiles.class);

	private static final long TICK_NANOS = Duration.ofSeconds(1).toNanos();

	private final Map<String, FileValve> valves = new HashMap<>();

	private final LongSupplier clock;

	private long ticked;

	private @Nullable File base;

	/**
	 * Create no files yet.
	 */
	public AccessLogFiles() {
		this(System::nanoTime);
	}

	AccessLogFiles(LongSupplier clock) {
		this.clock = clock;
		this.ticked = clock.getAsLong();
	}

	/**
	 * Write a line.
	 * @param file the file, as {@link ShippedAccessLog} describes it
	 * @param line the line
	 */
	public void write(String file, String line) {
		FileValve valve = this.valves.get(file);
		if (valve == null) {
			valve = open(AccessLogFile.decode(file));
			this.valves.put(file, valve);
		}
		CharArrayWriter text = new CharArrayWriter(line.length() + 2);
		text.append(line);
		valve.log(text);
	}

	private FileValve open(AccessLogFile file) {
		FileValve valve = new FileValve();
		try {
			(file.isRelative() ? file.below(base(file)) : file).configure(valve);
			valve.start();
		}
		catch (LifecycleException | IOException ex) {
			logger.error("The access log of the workers cannot be written", ex);
		}
		return valve;
	}

	private File base(AccessLogFile file) throws IOException {
		File result = this.base;
		if (result == null) {
			result = Files.createTempDirectory("tomcat.").toFile();
			this.base = result;
			logger.info("The access log of the workers is in " + new File(result, file.directory())
					+ ", since server.tomcat.basedir is not set");
		}
		return result;
	}

	/**
	 * Do each second what Tomcat does in the background: write what has waited, and
	 * delete old files.
	 */
	public void tick() {
		long now = this.clock.getAsLong();
		if (now - this.ticked >= TICK_NANOS) {
			this.ticked = now;
			this.valves.values().forEach(AccessLogValve::backgroundProcess);
		}
	}

	/**
	 * Close the files.
	 */
	public void close() {
		for (FileValve valve : this.valves.values()) {
			try {
				valve.stop();
			}
			catch (LifecycleException ex) {
				logger.warn("An access log of the workers cannot be closed", ex);
			}
		}
	}

	/**
	 * A valve of no container: only its file is used.
	 */
	private static final class FileValve extends AccessLogValve {

		@Override
		protected void initInternal() {
		}

	}

}
