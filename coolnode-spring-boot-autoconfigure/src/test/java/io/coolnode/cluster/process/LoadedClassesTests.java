package io.coolnode.cluster.process;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.contentOf;

/**
 * Tests for {@link LoadedClasses}.
 */
class LoadedClassesTests {

	@Test
	void parseWhenAClassHasNoFileLeavesItOut() {
		String text = """
				java.lang.Object/null
				|--java.util.ListIterator/null (intf)
				|--java.lang.System$LoggerFinder$$Lambda$44/0x00007f7ed007da40/null
				|--java.io.Reader/null
				|  |--java.io.InputStreamReader/null
				|  |  |--com.example.App$Inner/0x00007f7ed0008000
				""";
		assertThat(LoadedClasses.parse(text)).containsExactly("com/example/App$Inner", "java/io/InputStreamReader",
				"java/io/Reader", "java/lang/Object", "java/util/ListIterator");
	}

	@Test
	void writeWhenClassesAreLoadedWritesThem(@TempDir Path folder) throws Exception {
		Path file = folder.resolve("classes");
		assertThat(LoadedClasses.write(file)).isGreaterThan(500);
		assertThat(contentOf(file.toFile()).split("\n")).contains("java/lang/String", "java/util/List",
				LoadedClasses.class.getName().replace('.', '/'), Runnable.class.getName().replace('.', '/'));
	}

}
