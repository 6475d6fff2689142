package io.coolnode.cluster.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/**
 * The files from which a command line loads an application's classes, as far as the JVM
 * can keep an archive of these.
 *
 * @param fatJar whether it is Spring Boot's fat jar, from which the JVM can archive
 * nothing before it is extracted
 * @param classPath the class path as the JVM has it
 * @param files the files on it, those that manifests name included
 */
record ClassSource(boolean fatJar, String classPath, List<Path> files) {

	private static final String BOOT_LAUNCHERS = "org.springframework.boot.loader.";

	private static final String JAR_LAUNCHER = BOOT_LAUNCHERS + "launch.JarLauncher";

	private static final String TOOLS = "BOOT-INF/lib/spring-boot-jarmode-tools-";

	private static final String JAR = ".jar";

	/**
	 * Find the files.
	 * @param commandLine what is run
	 * @param classPath the class path if the command line gives none
	 * @return the files
	 * @throws ClassDataException if there can be no archive of them
	 */
	static ClassSource of(CommandLine commandLine, String classPath) {
		String first = commandLine.launch().get(0);
		if (first.equals("-jar")) {
			return ofJar(commandLine.launch().get(1));
		}
		if (first.startsWith("-") || commandLine.modulePath().isPresent()) {
			throw new ClassDataException("it is run as a module");
		}
		if (first.replace('/', '.').startsWith(BOOT_LAUNCHERS)) {
			throw new ClassDataException("it is run by the class " + first);
		}
		return ofClassPath(commandLine.classPath().orElse(classPath));
	}

	private static ClassSource ofJar(String name) {
		Path file = Path.of(name);
		try (JarFile jar = new JarFile(file.toFile())) {
			Manifest manifest = jar.getManifest();
			Attributes attributes = (manifest != null) ? manifest.getMainAttributes() : new Attributes();
			String main = attributes.getValue(Attributes.Name.MAIN_CLASS);
			if (main != null && main.trim().startsWith(BOOT_LAUNCHERS)) {
				checkFatJar(jar, main.trim(), attributes);
				return new ClassSource(true, name, List.of(file));
			}
			return new ClassSource(false, name, withNamedBy(file));
		}
		catch (IOException ex) {
			throw new ClassDataException(name + " cannot be read", ex);
		}
	}

	private static void checkFatJar(JarFile jar, String main, Attributes attributes) {
		if (!main.equals(JAR_LAUNCHER)) {
			throw new ClassDataException("its manifest names " + main);
		}
		for (String attribute : List.of("Class-Path", "Launcher-Agent-Class")) {
			if (attributes.getValue(attribute) != null) {
				throw new ClassDataException("its manifest has " + attribute);
			}
		}
		if (jar.stream().map(JarEntry::getName).noneMatch((entry) -> entry.startsWith(TOOLS))) {
			throw new ClassDataException("it was packaged without spring-boot-jarmode-tools, which extracts it");
		}
	}

	private static ClassSource ofClassPath(String classPath) {
		List<Path> files = new ArrayList<>();
		for (String element : classPath.split(File.pathSeparator)) {
			for (Path file : expand(element)) {
				if (!Files.isRegularFile(file) || !file.toString().endsWith(JAR)) {
					throw new ClassDataException(file + " on its class path is no jar");
				}
				files.addAll(withNamedBy(file));
			}
		}
		return new ClassSource(false, classPath, files);
	}

	private static List<Path> expand(String element) {
		if (!element.equals("*") && !element.endsWith("/*")) {
			return List.of(Path.of(element));
		}
		Path directory = Path.of(element.equals("*") ? "." : element.substring(0, element.length() - 1));
		try (Stream<Path> files = Files.list(directory)) {
			return files.filter((file) -> file.toString().endsWith(JAR)).sorted().toList();
		}
		catch (IOException ex) {
			throw new ClassDataException(directory + " cannot be read", ex);
		}
	}

	private static List<Path> withNamedBy(Path file) {
		List<Path> files = new ArrayList<>(List.of(file));
		try (JarFile jar = new JarFile(file.toFile())) {
			Manifest manifest = jar.getManifest();
			String named = (manifest != null) ? manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH)
					: null;
			if (named != null) {
				for (String each : named.trim().split(" +")) {
					files.add(Path.of(file.toAbsolutePath().toUri().resolve(each)));
				}
			}
		}
		catch (IOException | IllegalArgumentException ex) {
			throw new ClassDataException(file + " cannot be read", ex);
		}
		return files.stream().filter(Files::exists).toList();
	}

}
