package io.coolnode.boot;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.asm.ClassReader;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.util.ClassUtils;

import io.coolnode.channel.Threads;

/**
 * Loads the classes of a process's whole life ahead. A release may be written over the
 * jar under a running application, which finds no class there from then on, and has to
 * see to deaths, restarts, drains and its end all the same.
 */
final class ClassPreloader {

	private static final Log logger = LogFactory.getLog(ClassPreloader.class);

	private static final List<String> EVERYWHERE = List.of("io/coolnode", "io/coolnode/boot", "io/coolnode/channel",
			"io/coolnode/channel/tcp", "io/coolnode/cluster", "io/coolnode/logging", "io/coolnode/metrics",
			"io/coolnode/scheduling");

	private static final String MASTER = "io/coolnode/cluster/process";

	private static final String WORKER = "io/coolnode/cluster/tomcat";

	private static final int CLASS_TAG = 7;

	private final ClassLoader loader;

	private final PathMatchingResourcePatternResolver resolver;

	private final Set<String> seen = new HashSet<>();

	private ClassPreloader(ClassLoader loader) {
		this.loader = loader;
		this.resolver = new PathMatchingResourcePatternResolver(loader);
	}

	/**
	 * Begin to load the classes, on the thread {@code coolnode-preload}.
	 * @param master whether this process is a master, and else a worker
	 * @return completed when all that are there are loaded
	 */
	static CompletableFuture<Void> start(boolean master) {
		CompletableFuture<Void> loaded = new CompletableFuture<>();
		ClassPreloader preloader = new ClassPreloader(ClassPreloader.class.getClassLoader());
		Threads.startDaemon("coolnode-preload", () -> {
			try {
				EVERYWHERE.forEach(preloader::loadPackage);
				preloader.loadPackage(master ? MASTER : WORKER);
			}
			finally {
				loaded.complete(null);
			}
		});
		return loaded;
	}

	private void loadPackage(String name) {
		try {
			for (Resource resource : this.resolver.getResources("classpath*:" + name + "/*.class")) {
				try (InputStream content = resource.getInputStream()) {
					load(new ClassReader(content));
				}
			}
		}
		catch (IOException | UncheckedIOException ex) {
			logger.warn("Do not write over this application while it runs, but rename the new one to its name: the "
					+ "classes in " + name + " could not be loaded ahead", ex);
		}
	}

	private void load(ClassReader own) throws IOException {
		load(own.getClassName());
		for (String used : namesIn(own, (name) -> !name.startsWith("io/coolnode/"))) {
			loadWithParts(used);
		}
	}

	// the classes within a class are what it needs soonest
	private void loadWithParts(String name) throws IOException {
		if (!load(name)) {
			return;
		}
		try (InputStream content = this.loader.getResourceAsStream(name + ClassUtils.CLASS_FILE_SUFFIX)) {
			if (content != null) {
				namesIn(new ClassReader(content), (each) -> each.startsWith(name + "$")).forEach(this::load);
			}
		}
	}

	private static Set<String> namesIn(ClassReader reader, Predicate<String> condition) {
		Set<String> names = new HashSet<>();
		char[] buffer = new char[reader.getMaxStringLength()];
		for (int item = 1; item < reader.getItemCount(); item++) {
			int offset = reader.getItem(item);
			if (offset > 0 && reader.readByte(offset - 1) == CLASS_TAG) {
				String name = reader.readUTF8(offset, buffer);
				if (name != null && !name.startsWith("[") && condition.test(name)) {
					names.add(name);
				}
			}
		}
		return names;
	}

	private boolean load(String name) {
		if (name.startsWith("java/") || !this.seen.add(name)) {
			return false;
		}
		try {
			Class.forName(ClassUtils.convertResourcePathToClassName(name), false, this.loader);
			return true;
		}
		catch (ClassNotFoundException | LinkageError ex) {
			logger.trace("What uses " + name + " is not in use", ex);
			return false;
		}
	}

}
