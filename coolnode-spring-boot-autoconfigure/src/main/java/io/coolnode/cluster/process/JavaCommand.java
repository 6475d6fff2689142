package io.coolnode.cluster.process;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * The command by which this JVM was started, rebuilt for a worker.
 */
public final class JavaCommand {

	private static final Log logger = LogFactory.getLog(JavaCommand.class);

	private final String executable;

	private final List<String> options;

	private final String classPath;

	private final CommandLine commandLine;

	JavaCommand(String executable, List<String> options, String classPath, CommandLine commandLine) {
		this.executable = executable;
		this.options = options;
		this.classPath = classPath;
		this.commandLine = commandLine;
	}

	/**
	 * Find out how this JVM was started.
	 * @return the command
	 * @throws WorkerCommandException if the system does not tell
	 */
	public static JavaCommand current() {
		String executable = Path.of(System.getProperty("java.home"), "bin", "java").toString();
		return new JavaCommand(executable, ManagementFactory.getRuntimeMXBean().getInputArguments(),
				System.getProperty("java.class.path", ""), CommandLine.current());
	}

	/**
	 * Return the class that this JVM was told to run and its superclasses, one of which
	 * declares {@code main}.
	 * @return the names, empty if the command line of this process names no class
	 */
	public static Set<String> mainClasses() {
		try {
			return MainClass.hierarchy(CommandLine.current());
		}
		catch (WorkerCommandException ex) {
			logger.debug("The main class of this process is not known", ex);
			return Set.of();
		}
	}

	/**
	 * Build the command of a worker.
	 * @param extraOptions options of the JVM to add, in which {@code {code}},
	 * {@code {id}} and {@code {slot}} are replaced
	 * @param code the code of the place
	 * @param id the worker id
	 * @param slot the slot
	 * @return the words of the command
	 */
	List<String> build(List<String> extraOptions, String code, long id, int slot) {
		List<String> words = new ArrayList<>();
		words.add(this.executable);
		words.addAll(JvmOptions.forWorker(this.options, extraOptions, code, id, slot));
		if (!this.commandLine.launch().get(0).equals("-jar") && !this.classPath.isEmpty()) {
			words.addAll(List.of("-cp", this.classPath));
		}
		this.commandLine.modulePath().ifPresent((path) -> words.addAll(List.of("-p", path)));
		words.addAll(this.commandLine.launch());
		words.addAll(this.commandLine.arguments());
		return words;
	}

}
