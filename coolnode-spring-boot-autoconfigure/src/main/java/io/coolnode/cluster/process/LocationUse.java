package io.coolnode.cluster.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

import org.jspecify.annotations.Nullable;

/**
 * Finds out whether an application's own classes ask where they were loaded from: the
 * answer is another one in an extracted application.
 */
final class LocationUse {

	private static final List<String> WORDS = List.of("org/springframework/boot/system/ApplicationHome",
			"getProtectionDomain", "java.class.path");

	private LocationUse() {
	}

	/**
	 * Look for a class that asks.
	 * @param file a jar with the application's own classes
	 * @return the name of the class and what it uses, or {@code null} if there is none
	 * @throws IOException if the jar cannot be read
	 */
	static @Nullable String find(Path file) throws IOException {
		try (JarFile jar = new JarFile(file.toFile())) {
			for (JarEntry entry : jar.stream().filter((each) -> each.getName().endsWith(".class")).toList()) {
				try (InputStream content = jar.getInputStream(entry)) {
					String text = new String(content.readAllBytes(), StandardCharsets.ISO_8859_1);
					for (String word : WORDS) {
						if (text.contains(word)) {
							return entry.getName().replace(".class", "").replace('/', '.') + " uses " + word;
						}
					}
				}
			}
		}
		return null;
	}

}
