package io.coolnode.cluster.process;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.management.JMException;
import javax.management.ObjectName;

import org.springframework.util.Assert;

import io.coolnode.channel.InternalChannel;

/**
 * Writes down the classes that a worker has loaded, when its master asks.
 */
public final class LoadedClasses {

	private static final String EVENT = "coolnode.cluster.loaded-classes";

	private static final String COMMANDS = "com.sun.management:type=DiagnosticCommand";

	private static final String HIERARCHY = "vmClassHierarchy";

	/**
	 * A class and its loader. Classes without a file have an address between them.
	 */
	private static final Pattern LINE = Pattern
		.compile("(?m)^(?:\\| +)*(?:\\|--)?([^\\s/|]+)/[^/\\s]+(?: \\(intf\\))?$");

	private LoadedClasses() {
	}

	/**
	 * Answer the master in this worker.
	 * @param channel the channel through which it asks
	 */
	public static void answer(InternalChannel channel) {
		channel.on(EVENT, (message) -> {
			String file = message.get(0, String.class);
			Assert.notNull(file, "The file is missing");
			message.reply(write(Path.of(file)));
		});
	}

	/**
	 * Ask a worker to write.
	 * @param channel the channel of the master
	 * @param worker the id of the worker
	 * @param file the file to write
	 * @return completes with the number of classes
	 */
	static CompletableFuture<Integer> request(InternalChannel channel, long worker, Path file) {
		return channel.request(Long.toString(worker), EVENT, file.toString()).thenApply((answer) -> {
			Integer count = answer.get(0, Integer.class);
			return (count != null) ? count : 0;
		});
	}

	static int write(Path file) throws IOException, JMException {
		Object text = ManagementFactory.getPlatformMBeanServer()
			.invoke(new ObjectName(COMMANDS), HIERARCHY, new Object[] { new String[0] },
					new String[] { String[].class.getName() });
		List<String> names = parse(text.toString());
		Files.write(file, names);
		return names.size();
	}

	static List<String> parse(String hierarchy) {
		TreeSet<String> names = new TreeSet<>();
		Matcher matcher = LINE.matcher(hierarchy);
		while (matcher.find()) {
			names.add(matcher.group(1).replace('.', '/'));
		}
		return List.copyOf(names);
	}

}
