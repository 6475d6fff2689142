package io.coolnode.cluster.process;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The class whose {@code main} a command line runs.
 */
final class MainClass {

	private static final Log logger = LogFactory.getLog(MainClass.class);

	private MainClass() {
	}

	/**
	 * Return the class that the JVM was told to run and its superclasses, one of which
	 * declares {@code main}.
	 * @param launch the words of the command line that say what to run
	 * @return the names, empty if there is no such class
	 */
	static Set<String> hierarchy(CommandLine launch) {
		String name = name(launch);
		Set<String> names = new LinkedHashSet<>();
		if (name != null) {
			names.add(name);
			names.addAll(superclasses(name));
		}
		return names;
	}

	private static Set<String> superclasses(String name) {
		Set<String> names = new LinkedHashSet<>();
		try {
			Class<?> type = Class.forName(name, false, ClassLoader.getSystemClassLoader());
			while (type != null && type != Object.class) {
				names.add(type.getName());
				type = type.getSuperclass();
			}
		}
		catch (ClassNotFoundException | LinkageError ex) {
			logger.debug("The command line of this process names no class: " + name, ex);
		}
		return names;
	}

	static @Nullable String name(CommandLine commandLine) {
		String first = commandLine.launch().get(0);
		if (first.equals("-jar")) {
			return ofJar(commandLine.launch().get(1));
		}
		if (first.equals("-m") || first.startsWith("--module")) {
			return System.getProperty("jdk.module.main.class");
		}
		return first.replace('/', '.');
	}

	private static @Nullable String ofJar(String file) {
		try (JarFile jar = new JarFile(file)) {
			Manifest manifest = jar.getManifest();
			String name = (manifest != null) ? manifest.getMainAttributes().getValue(Attributes.Name.MAIN_CLASS) : null;
			return (name != null) ? name.trim() : null;
		}
		catch (IOException ex) {
			logger.debug("The manifest of " + file + " cannot be read", ex);
			return null;
		}
	}

}
