package io.coolnode.cluster.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MainClass}.
 */
class MainClassTests {

	@Test
	void hierarchyWhenClassHasSuperclassNamesBoth() {
		assertThat(MainClass.hierarchy(commandLine(Sub.class.getName()))).containsExactly(Sub.class.getName(),
				Base.class.getName());
	}

	@Test
	void hierarchyWhenClassIsNamedWithSlashesNamesIt() {
		assertThat(MainClass.hierarchy(commandLine(Base.class.getName().replace('.', '/'))))
			.containsExactly(Base.class.getName());
	}

	@Test
	void hierarchyWhenClassDoesNotExistNamesItAlone() {
		assertThat(MainClass.hierarchy(commandLine("serve"))).containsExactly("serve");
	}

	@Test
	void hierarchyWhenJarIsMainClassOfManifest(@TempDir Path folder) throws IOException {
		Path jar = folder.resolve("an app.jar");
		Manifest manifest = new Manifest();
		manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
		manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Sub.class.getName());
		new JarOutputStream(Files.newOutputStream(jar), manifest).close();
		assertThat(MainClass.hierarchy(commandLine("-jar", jar.toString()))).contains(Sub.class.getName());
	}

	@Test
	void hierarchyWhenJarIsMissingIsEmpty() {
		assertThat(MainClass.hierarchy(commandLine("-jar", "missing.jar"))).isEmpty();
	}

	@Test
	void mainClassesOfThisProcessAreNotEmpty() {
		assertThat(JavaCommand.mainClasses()).isNotEmpty();
	}

	private static CommandLine commandLine(String... launch) {
		return CommandLine.parse(Stream.concat(Stream.of("java"), Stream.of(launch)).toList(), (file) -> List.of());
	}

	static class Base {

	}

	static final class Sub extends Base {

	}

}
