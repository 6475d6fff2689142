package io.coolnode.cluster.process;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ClassSource}.
 */
class ClassSourceTests {

	private static final String LAUNCHER = "org.springframework.boot.loader.launch.";

	private static final String TOOLS = "BOOT-INF/lib/spring-boot-jarmode-tools-4.1.2.jar";

	@TempDir
	private Path folder;

	@Test
	void ofWhenTheJarIsFatIsThatJar() throws IOException {
		Path jar = jar("app.jar", Map.of("Main-Class", LAUNCHER + "JarLauncher"), TOOLS);
		ClassSource source = of("-jar", jar.toString());
		assertThat(source.fatJar()).isTrue();
		assertThat(source.files()).containsExactly(jar);
	}

	@Test
	void ofWhenTheJarNamesOthersHasThemToo() throws IOException {
		Path library = jar("lib a.jar", Map.of());
		Path jar = jar("app.jar", Map.of("Main-Class", "com.example.App", "Class-Path", "lib%20a.jar missing.jar"));
		ClassSource source = of("-jar", jar.toString());
		assertThat(source.fatJar()).isFalse();
		assertThat(source.files()).containsExactly(jar, library);
	}

	@Test
	void ofWhenTheClassPathHasJarsHasThem() throws IOException {
		Path first = jar("a.jar", Map.of());
		Path second = jar("b.jar", Map.of());
		assertThat(of("-cp", first + ":" + second, "com.example.App").files()).containsExactly(first, second);
		assertThat(of("-cp", this.folder + "/*", "com.example.App").files()).containsExactly(first, second);
	}

	@Test
	void ofWhenTheClassPathHasADirectoryFails() throws IOException {
		Path jar = jar("a.jar", Map.of());
		assertNone("no jar", "-cp", jar + ":" + this.folder, "com.example.App");
	}

	@Test
	void ofWhenItIsRunOtherwiseFails() throws IOException {
		assertNone("module", "-p", "modules", "-m", "app/com.example.App");
		Path jar = jar("app.jar", Map.of());
		assertNone(LAUNCHER + "JarLauncher", "-cp", jar.toString(), LAUNCHER + "JarLauncher");
	}

	@Test
	void ofWhenTheFatJarIsASpecialOneFails() throws IOException {
		assertNone("PropertiesLauncher", "-jar",
				jar("a.jar", Map.of("Main-Class", LAUNCHER + "PropertiesLauncher"), TOOLS).toString());
		assertNone("WarLauncher", "-jar",
				jar("b.jar", Map.of("Main-Class", LAUNCHER + "WarLauncher"), TOOLS).toString());
		assertNone("Class-Path", "-jar",
				jar("c.jar", Map.of("Main-Class", LAUNCHER + "JarLauncher", "Class-Path", "x.jar"), TOOLS).toString());
		assertNone("spring-boot-jarmode-tools", "-jar",
				jar("d.jar", Map.of("Main-Class", LAUNCHER + "JarLauncher")).toString());
	}

	@Test
	void ofWhenTheJarIsMissingFails() {
		assertNone("cannot be read", "-jar", this.folder.resolve("none.jar").toString());
	}

	private static void assertNone(String reason, String... words) {
		assertThatExceptionOfType(ClassDataException.class).isThrownBy(() -> of(words)).withMessageContaining(reason);
	}

	private static ClassSource of(String... words) {
		List<String> all = new ArrayList<>(List.of("java"));
		all.addAll(List.of(words));
		return ClassSource.of(CommandLine.parse(all, (file) -> List.of()), "");
	}

	private Path jar(String name, Map<String, String> attributes, String... entries) throws IOException {
		Manifest manifest = new Manifest();
		manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
		attributes.forEach((key, value) -> manifest.getMainAttributes().putValue(key, value));
		Path jar = this.folder.resolve(name);
		try (OutputStream out = Files.newOutputStream(jar);
				JarOutputStream content = new JarOutputStream(out, manifest)) {
			for (String entry : entries) {
				content.putNextEntry(new JarEntry(entry));
			}
		}
		return jar;
	}

}
