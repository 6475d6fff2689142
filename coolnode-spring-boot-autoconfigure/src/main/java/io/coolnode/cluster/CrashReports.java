package io.coolnode.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.util.FileSystemUtils;

import io.coolnode.channel.Threads;

/**
 * Writes a directory for each death, with all that may tell why, and keeps the newest of
 * them. Files are written and deleted on the thread {@code coolnode-crash-reports}.
 */
public final class CrashReports implements DeathRecorder, AutoCloseable {

	/**
	 * The file of a report in which the words stand.
	 */
	static final String REPORT = "report.txt";

	/**
	 * The file of a report with what the process printed last, thread dumps included.
	 */
	static final String OUTPUT = "output.txt";

	private static final Log logger = LogFactory.getLog(CrashReports.class);

	private static final int KEPT = 5;

	private static final int CLOSE_SECONDS = 5;

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH-mm-ss.SSS")
		.withZone(ZoneOffset.UTC);

	/**
	 * The name of a report, so that nothing else is ever deleted.
	 */
	private static final Pattern NAME = Pattern
		.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d-\\d\\d-\\d\\d\\.\\d{3}-(?:[A-Z]+|standby)-\\d+");

	private static final FileAttribute<?> OWNER_ONLY = PosixFilePermissions
		.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

	private final Path directory;

	private final long maxSize;

	private final Clock clock;

	private final ExecutorService writer = new ThreadPoolExecutor(0, 1, 10, TimeUnit.SECONDS,
			new LinkedBlockingQueue<>(), Threads.daemons(() -> "coolnode-crash-reports"));

	CrashReports(Path directory, long maxSize, Clock clock) {
		this.directory = directory;
		this.maxSize = maxSize;
		this.clock = clock;
	}

	/**
	 * Prepare for reports. A temporary directory is not made before there is one.
	 * @param settings where to keep them
	 * @return the reports
	 * @throws IOException if the chosen directory cannot be made or written to
	 */
	public static CrashReports open(CrashSettings settings) throws IOException {
		Path chosen = settings.directory();
		if (chosen != null) {
			Files.createDirectories(chosen);
			if (!Files.isWritable(chosen)) {
				throw new IOException(chosen.toAbsolutePath() + " is not writable");
			}
		}
		Path directory = (chosen != null) ? chosen.toAbsolutePath()
				: settings.filesDirectory().resolve("coolnode-crashes-" + UUID.randomUUID());
		return new CrashReports(directory, settings.maxSize(), Clock.systemUTC());
	}

	@Override
	public Path record(Death death) {
		String time = TIME.format(this.clock.instant());
		Path report = this.directory.resolve(time + "-" + death.code() + "-" + death.id());
		this.writer.execute(() -> {
			write(death, report);
			prune(report);
		});
		return report;
	}

	private void write(Death death, Path report) {
		try {
			if (!Files.isDirectory(this.directory)) {
				Files.createDirectory(this.directory, OWNER_ONLY);
			}
			Files.createDirectory(report, OWNER_ONLY);
			for (Map.Entry<String, Path> file : death.files().entrySet()) {
				Files.move(file.getValue(), report.resolve(file.getKey()));
			}
			Files.writeString(report.resolve(REPORT), describe(death), StandardCharsets.UTF_8);
			if (!death.output().isEmpty()) {
				Files.writeString(report.resolve(OUTPUT), death.output() + "\n", StandardCharsets.UTF_8);
			}
		}
		catch (IOException ex) {
			logger.warn("The report " + report + " is not complete: " + ex);
		}
	}

	private static String describe(Death death) {
		StringBuilder text = new StringBuilder();
		text.append("%s (id %d, pid %d): %s%n".formatted(death.name(), death.id(), death.pid(), death.how()));
		text.append("Started at %s; it was %s%n".formatted(death.startedAt(), death.state()));
		if (death.release() != null) {
			text.append("Release: %s%n".formatted(death.release()));
		}
		text.append("Its last heartbeat told of %d requests in service, %d served before, %d bytes of heap used%n"
			.formatted(death.vitals().inFlight(), death.vitals().requests(), death.vitals().heapUsed()));
		return text.toString();
	}

	private void prune(Path newest) {
		try {
			List<Path> reports = list();
			long bytes = 0;
			for (int i = 0; i < reports.size(); i++) {
				bytes += size(reports.get(i));
				if (i >= KEPT || (bytes > this.maxSize && !reports.get(i).equals(newest))) {
					FileSystemUtils.deleteRecursively(reports.get(i));
				}
			}
			shrink(newest);
		}
		catch (IOException ex) {
			logger.warn("Old reports of deaths in " + this.directory + " cannot be deleted: " + ex);
		}
	}

	private List<Path> list() throws IOException {
		try (Stream<Path> children = Files.list(this.directory)) {
			return children.filter((child) -> NAME.matcher(child.getFileName().toString()).matches())
				.sorted(Comparator.comparing(Path::getFileName).reversed())
				.toList();
		}
	}

	private void shrink(Path report) throws IOException {
		long size = size(report);
		if (size > this.maxSize) {
			try (Stream<Path> files = Files.list(report)) {
				for (Path file : files.filter((each) -> !each.endsWith(REPORT)).toList()) {
					Files.delete(file);
				}
			}
			logger.warn("The report " + report + " had " + size
					+ " bytes, more than cool.server.crash.max-size allows; only its words are kept");
		}
	}

	private static long size(Path report) throws IOException {
		long bytes = 0;
		try (Stream<Path> files = Files.list(report)) {
			for (Path file : files.toList()) {
				bytes += Files.size(file);
			}
		}
		return bytes;
	}

	/**
	 * Wait until what was recorded is written.
	 */
	@Override
	public void close() {
		this.writer.shutdown();
		try {
			if (!this.writer.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
				logger.warn("Reports of deaths in " + this.directory + " could not be written in time");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
