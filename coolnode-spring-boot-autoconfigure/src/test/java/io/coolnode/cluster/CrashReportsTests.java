package io.coolnode.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Tests for {@link CrashReports}.
 */
@ExtendWith(OutputCaptureExtension.class)
class CrashReportsTests {

	private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.678Z");

	private static final long MAX_SIZE = 10_000;

	@TempDir
	private Path folder;

	@Test
	void reportHoldsAllThatIsKnown() throws IOException {
		Path fatal = Files.writeString(this.folder.resolve("fatal"), "# A fatal error");
		CrashReports reports = reports(TIME);
		Path report = reports.record(death(1, "first\nlast", Map.of("hs_err.log", fatal)));
		reports.close();
		assertThat(report).isEqualTo(directory().resolve("2026-01-02T03-04-05.678-A-1"));
		assertThat(report.resolve("report.txt")).content()
			.contains("Worker A (id 1, pid 4711): killed by SIGSEGV after 3.0 s", "it was serving", "Release: 1.2",
					"3 requests in service, 17 served before, 1000 bytes of heap used");
		assertThat(report.resolve("output.txt")).hasContent("first\nlast");
		assertThat(report.resolve("hs_err.log")).hasContent("# A fatal error");
		assertThat(fatal).doesNotExist();
		assertThat(Files.getPosixFilePermissions(report)).hasSize(3);
	}

	@Test
	void reportsBeyondTheNewestFiveAreDeletedAndNothingElse() throws IOException {
		Files.createDirectories(directory().resolve("2026-of-the-user"));
		for (int i = 1; i <= 7; i++) {
			CrashReports reports = reports(TIME.plusSeconds(i));
			reports.record(death(i, "", Map.of()));
			reports.close();
		}
		assertThat(names()).containsExactly("2026-01-02T03-04-08.678-A-3", "2026-01-02T03-04-09.678-A-4",
				"2026-01-02T03-04-10.678-A-5", "2026-01-02T03-04-11.678-A-6", "2026-01-02T03-04-12.678-A-7",
				"2026-of-the-user");
	}

	@Test
	void reportsBeyondTheSizeAreDeletedFromTheOldest() throws IOException {
		for (int i = 1; i <= 3; i++) {
			CrashReports reports = reports(TIME.plusSeconds(i));
			reports.record(death(i, "x".repeat((int) MAX_SIZE / 2), Map.of()));
			reports.close();
		}
		assertThat(names()).containsExactly("2026-01-02T03-04-08.678-A-3");
	}

	@Test
	void reportThatIsTooLargeItselfKeepsItsWords(CapturedOutput output) throws IOException {
		Path heap = Files.write(this.folder.resolve("heap"), new byte[(int) MAX_SIZE + 1]);
		CrashReports reports = reports(TIME);
		Path report = reports.record(death(1, "last", Map.of("heap.hprof", heap)));
		reports.close();
		assertThat(report).isDirectoryContaining("glob:**report.txt").isDirectoryNotContaining("glob:**heap.hprof");
		assertThat(output).contains("more than cool.server.crash.max-size allows; only its words are kept");
	}

	@Test
	void reportThatCannotBeWrittenIsAWarning(CapturedOutput output) throws IOException {
		Files.writeString(directory(), "not a directory");
		CrashReports reports = reports(TIME);
		Path report = reports.record(death(1, "", Map.of()));
		reports.close();
		assertThat(output).contains("The report " + report + " is not complete");
	}

	@Test
	void directoryWhenItIsNotToBeHadFails() throws IOException {
		Path file = Files.writeString(this.folder.resolve("file"), "");
		assertThatIOException().isThrownBy(() -> CrashReports.open(new CrashSettings(file.resolve("in"), MAX_SIZE)));
	}

	@Test
	void directoryWhenTemporaryIsNotMadeBeforeThereIsAReport() throws IOException {
		CrashReports reports = CrashReports.open(new CrashSettings(null, MAX_SIZE));
		Path report = reports.record(death(1, "", Map.of()));
		reports.close();
		assertThat(report).isDirectory();
		assertThat(report.getParent().getParent()).isEqualTo(Path.of(System.getProperty("java.io.tmpdir")));
		Files.delete(report.resolve("report.txt"));
		Files.delete(report);
		Files.delete(report.getParent());
	}

	private Path directory() {
		return this.folder.resolve("crashes");
	}

	private CrashReports reports(Instant time) {
		return new CrashReports(directory(), MAX_SIZE, Clock.fixed(time, ZoneOffset.UTC));
	}

	private List<String> names() throws IOException {
		try (Stream<Path> children = Files.list(directory())) {
			return children.map((child) -> child.getFileName().toString()).sorted().toList();
		}
	}

	private static Death death(long id, String output, Map<String, Path> files) {
		return new Death("A", id, 4711, TIME, "1.2", "serving", "killed by SIGSEGV after 3.0 s",
				new Vitals(17, 3, 1000), output, files);
	}

}
