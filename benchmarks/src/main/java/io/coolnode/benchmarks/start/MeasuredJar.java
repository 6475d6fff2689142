package io.coolnode.benchmarks.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.springframework.util.FileSystemUtils;

/**
 * A packaged application that is to be started, with a directory of its own for temporary
 * files.
 *
 * @param jar its jar
 * @param temporaryFiles the directory, which is deleted at the end
 * @param arguments its arguments
 */
record MeasuredJar(Path jar, Path temporaryFiles, List<String> arguments) implements AutoCloseable {

	/**
	 * Create an application from the arguments of a main program.
	 * @param args the path of its jar, and its own arguments
	 * @return the application
	 */
	static MeasuredJar of(String[] args) throws IOException {
		return new MeasuredJar(Path.of(args[0]), Files.createTempDirectory("start-measure-"),
				List.of(args).subList(1, args.length));
	}

	/**
	 * Start it by {@code java -jar} on a free port.
	 * @param workers the number of workers, or 0 for one plain JVM
	 * @param sharing whether workers share class data, "auto" or "off"
	 * @param more further arguments
	 * @return the running application
	 */
	MeasuredApp start(int workers, String sharing, String... more) throws IOException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
						"-Djava.io.tmpdir=" + this.temporaryFiles, "-jar", this.jar.toString(), "--server.port=0",
						"--server.address=127.0.0.1"));
		command.addAll(this.arguments);
		command.add("--cool.server.workers=" + workers);
		command.add("--cool.server.class-data-sharing=" + sharing);
		command.addAll(List.of(more));
		return new MeasuredApp(command);
	}

	@Override
	public void close() throws IOException {
		FileSystemUtils.deleteRecursively(this.temporaryFiles);
	}

}
