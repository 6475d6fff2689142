package io.coolnode.cluster.tomcat;

import java.io.CharArrayWriter;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import org.apache.catalina.Valve;
import org.apache.catalina.valves.AccessLogValve;
import org.apache.catalina.valves.RemoteIpValve;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WorkerAccessLogs} and {@link AccessLogFiles}.
 */
class AccessLogTests {

	@TempDir
	private Path directory;

	private final AtomicLong now = new AtomicLong();

	private final WorkerAccessLogs accessLogs = new WorkerAccessLogs("B");

	private final List<String> files = new ArrayList<>();

	private final List<String> lines = new ArrayList<>();

	private AccessLogValve valve(String directory, String pattern) {
		AccessLogValve valve = new AccessLogValve();
		valve.setDirectory(directory);
		valve.setPrefix("access");
		valve.setSuffix(".log");
		valve.setRotatable(false);
		valve.setPattern(pattern);
		return valve;
	}

	private ShippedAccessLog ship(AccessLogValve valve, File base) {
		List<Valve> shipped = this.accessLogs.ship(List.of(valve), base, (file, line) -> {
			this.files.add(file);
			this.lines.add(line);
		});
		return (ShippedAccessLog) shipped.get(0);
	}

	private void log(ShippedAccessLog valve, String line) {
		CharArrayWriter text = new CharArrayWriter();
		text.append(line);
		valve.log(text);
	}

	@Test
	void patternWhenItDoesNotSayWhereEndsWithTheCode() {
		assertThat(ship(valve("logs", "%m %U"), null).getPattern()).isEqualTo("%m %U B");
		assertThat(ship(valve("logs", "common"), null).getPattern()).isEqualTo("%h %l %u %t \"%r\" %s %b B");
		assertThat(ship(valve("logs", "combined"), null).getPattern()).endsWith("\"%{User-Agent}i\" B");
		assertThat(ship(valve("logs", "%{code}i %m"), null).getPattern()).isEqualTo("%{code}i %m B");
		assertThat(ship(valve("logs", "{\"worker\":\"{code}\"}"), null).getPattern()).isEqualTo("{\"worker\":\"B\"}");
	}

	@Test
	void valvesWhenShippedKeepTheirOrderAndConditions() {
		RemoteIpValve other = new RemoteIpValve();
		AccessLogValve conditional = valve("logs", "common");
		conditional.setConditionUnless("quiet");
		conditional.setRequestAttributesEnabled(true);
		AccessLogValve own = new AccessLogValve() {
		};
		List<Valve> shipped = this.accessLogs.ship(List.of(other, conditional, own), null, (file, line) -> {
		});
		assertThat(shipped).hasSize(3).startsWith(other).endsWith(own);
		ShippedAccessLog valve = (ShippedAccessLog) shipped.get(1);
		assertThat(valve.getConditionUnless()).isEqualTo("quiet");
		assertThat(valve.getRequestAttributesEnabled()).isTrue();
	}

	@Test
	void valvesWhenSeparateHaveTheCodeInTheirNames() {
		AccessLogValve plain = valve("logs", "common");
		AccessLogValve named = valve("logs", "common");
		named.setPrefix("{code}-access");
		this.accessLogs.separate(List.of(plain, named));
		assertThat(plain.getPrefix()).isEqualTo("access.B");
		assertThat(named.getPrefix()).isEqualTo("B-access");
	}

	@Test
	void linesWhenWrittenAreInTheFileAfterASecond() throws IOException {
		ShippedAccessLog shipped = ship(valve("logs", "common"), this.directory.toFile());
		log(shipped, "GET /one");
		log(shipped, "GET /two");
		AccessLogFiles written = new AccessLogFiles(this.now::get);
		for (int i = 0; i < this.lines.size(); i++) {
			written.write(this.files.get(i), this.lines.get(i));
		}
		Path file = this.directory.resolve("logs/access.log");
		written.tick();
		assertThat(file).isEmptyFile();
		this.now.addAndGet(Duration.ofSeconds(1).toNanos());
		written.tick();
		assertThat(Files.readAllLines(file)).containsExactly("GET /one", "GET /two");
		written.write(this.files.get(0), "GET /three");
		written.close();
		assertThat(Files.readAllLines(file)).hasSize(3);
		AccessLogFiles again = new AccessLogFiles();
		again.write(this.files.get(0), "GET /four");
		again.close();
		assertThat(Files.readAllLines(file)).hasSize(4);
	}

	@Test
	void fileWhenDescribedIsTheSameAgain() {
		AccessLogValve valve = valve("/var/log/app", "common");
		valve.setEncoding("ISO-8859-1");
		valve.setFileDateFormat("");
		valve.setBuffered(false);
		valve.setMaxDays(7);
		AccessLogFile file = AccessLogFile.of(valve, this.directory.toFile());
		assertThat(AccessLogFile.decode(file.encode())).isEqualTo(file);
		assertThat(file.isRelative()).isFalse();
		AccessLogValve copy = new AccessLogValve();
		file.configure(copy);
		assertThat(AccessLogFile.of(copy, null)).isEqualTo(file);
	}

	@Test
	void fileWhenItCannotBeOpenedHarmsNobody() throws IOException {
		Path occupied = Files.createFile(this.directory.resolve("occupied"));
		AccessLogFiles written = new AccessLogFiles(this.now::get);
		written.write(AccessLogFile.of(valve(occupied + "/logs", "common"), null).encode(), "GET /");
		written.close();
		assertThat(occupied).isEmptyFile();
	}

}
