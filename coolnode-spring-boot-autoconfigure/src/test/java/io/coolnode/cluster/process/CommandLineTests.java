package io.coolnode.cluster.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link CommandLine}, {@link ArgumentFiles}, {@link CommandWords} and
 * {@link JavaCommand}.
 */
class CommandLineTests {

	@Test
	void parseWhenJar() {
		CommandLine line = parse("java", "-Xmx1g", "-jar", "../an app.jar", "--x=a b", "-jar");
		assertThat(line.launch()).containsExactly("-jar", "../an app.jar");
		assertThat(line.arguments()).containsExactly("--x=a b", "-jar");
		assertThat(line.classPath()).isEmpty();
	}

	@Test
	void parseWhenMainClassBehindClassPath() {
		CommandLine line = parse("java", "-cp", "lib/*:classes", "--add-opens", "a/b=c", "com.example.App", "-cp", "x");
		assertThat(line.launch()).containsExactly("com.example.App");
		assertThat(line.classPath()).contains("lib/*:classes");
		assertThat(line.arguments()).containsExactly("-cp", "x");
	}

	@Test
	void parseWhenModule() {
		CommandLine line = parse("java", "-p", "mods", "-m", "app/com.example.App", "one");
		assertThat(line.launch()).containsExactly("-m", "app/com.example.App");
		assertThat(line.modulePath()).contains("mods");
		assertThat(parse("java", "--module-path=mods", "--module=app").launch()).containsExactly("--module=app");
	}

	@Test
	void parseWhenArgumentFileHoldsMainClassTakesTheRestAsArguments() {
		CommandLine line = CommandLine.parse(List.of("java", "@run", "@last"),
				Map.of("run", List.of("-cp", "classes", "com.example.App", "@first"))::get);
		assertThat(line.launch()).containsExactly("com.example.App");
		assertThat(line.classPath()).contains("classes");
		assertThat(line.arguments()).containsExactly("@first", "@last");
	}

	@Test
	void parseWhenArgumentFileHoldsClassPathAlone() {
		CommandLine line = CommandLine.parse(List.of("java", "-cp", "@cp", "@none", "com.example.App"),
				Map.of("cp", List.of("a:b"), "none", List.<String>of())::get);
		assertThat(line.classPath()).contains("a:b");
		assertThat(line.launch()).containsExactly("com.example.App");
	}

	@Test
	void parseWhenArgumentFilesAreDisabledTakesTheWord() {
		assertThat(parse("java", "--disable-@files", "@app").launch()).containsExactly("@app");
		assertThat(parse("java", "@@app").launch()).containsExactly("@app");
	}

	@Test
	void parseWhenNothingIsRunThrows() {
		assertThatExceptionOfType(WorkerCommandException.class).isThrownBy(() -> parse("java", "-version"))
			.withMessageContaining("-version");
		assertThatExceptionOfType(WorkerCommandException.class).isThrownBy(() -> parse());
	}

	@Test
	void argumentFileWhenQuotedKeepsBlanksAndEscapes() {
		assertThat(ArgumentFiles.parse("-Dx=1  \"-Dy=a b\"\n# a \"comment\nApp 'it\\'s' \"C:\\\\a\" plain\\n #end"))
			.containsExactly("-Dx=1", "-Dy=a b", "App", "it's", "C:\\a", "plain\\n");
	}

	@Test
	void argumentFileWhenLineIsContinuedJoinsIt() {
		assertThat(ArgumentFiles.parse("-cp \"a:\\\n   b:\\\r\n c\"\nApp")).containsExactly("-cp", "a:b:c", "App");
	}

	@Test
	void argumentFileWhenEmptyQuotesIsAnEmptyWord() {
		assertThat(ArgumentFiles.parse("a \"\" b")).containsExactly("a", "", "b");
	}

	@Test
	void argumentFileWhenFormattedIsReadAsItWas() {
		List<String> words = List.of("", "a b", "it's \"so\"", "C:\\x\\n", "#no", "@no", "two\nlines", "tab\tx");
		assertThat(ArgumentFiles.parse(ArgumentFiles.format(words))).isEqualTo(words);
	}

	@Test
	void argumentFileWhenMissingThrows(@TempDir Path folder) {
		Path file = folder.resolve("missing");
		assertThatExceptionOfType(WorkerCommandException.class)
			.isThrownBy(() -> ArgumentFiles.read(file, CommandLine.nativeCharset()))
			.withMessageContaining(file.toString());
	}

	@Test
	void commandWordsWhenShortAreAsTheyAre() throws IOException {
		assertThat(CommandWords.of(List.of("java", "App"))).isEqualTo(new CommandWords(List.of("java", "App"), null));
	}

	@Test
	void commandWordsWhenClassPathIsLongGoIntoFileUntilDeleted() throws IOException {
		String classPath = IntStream.range(0, 5000)
			.mapToObj((i) -> "/a folder/library-" + i + ".jar")
			.collect(Collectors.joining(":"));
		List<String> command = List.of("java", "-cp", classPath, "App", "a b");
		CommandWords words = CommandWords.of(command);
		Path file = words.file();
		assertThat(file).isNotNull();
		assertThat(words.words()).containsExactly("java", "@" + file);
		assertThat(ArgumentFiles.read(file, CommandLine.nativeCharset())).isEqualTo(command.subList(1, 5));
		words.delete();
		assertThat(Files.exists(file)).isFalse();
	}

	@Test
	void buildWhenJarGivesNoClassPath() {
		assertThat(command(parse("java", "-jar", "app.jar", "one")).build(new WorkerName("A", 1, 1)))
			.filteredOn((word) -> !word.startsWith("-XX:ErrorFile="))
			.containsExactly("/jdk/bin/java", "-Dcoolnode.worker=A-1", "-XX:+ExitOnOutOfMemoryError", "-jar", "app.jar",
					"one");
	}

	@Test
	void buildWhenClassPathWasGivenPassesItAsItWas() {
		assertThat(command(parse("java", "-cp", "lib/*", "App")).build(new WorkerName("A", 1, 1)))
			.containsSequence("-cp", "lib/*", "App");
	}

	@Test
	void buildWhenClassPathCameOtherwisePassesThatOfTheJvm() {
		assertThat(command(parse("java", "App")).build(new WorkerName("A", 1, 1))).containsSequence("-cp",
				"of/the/jvm.jar", "App");
	}

	private static JavaCommand command(CommandLine line) {
		return new JavaCommand("/jdk/bin/java", new JvmOptions(List.of(), List.of(), null, 2), "of/the/jvm.jar", line,
				new CrashFiles(Path.of("/tmp")), SharedClassData.off());
	}

	private static CommandLine parse(String... words) {
		return CommandLine.parse(List.of(words), (file) -> List.of());
	}

}
