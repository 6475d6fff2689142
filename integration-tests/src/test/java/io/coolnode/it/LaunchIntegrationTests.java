package io.coolnode.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.devtools.restart.Restarter;

import io.coolnode.it.harness.App;
import io.coolnode.it.harness.Apps;
import io.coolnode.it.harness.Endurance;
import io.coolnode.it.harness.HttpConnection;
import io.coolnode.it.harness.Ports;
import io.coolnode.it.harness.Processes;
import io.coolnode.it.harness.RunningApp;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The ways to start an application, and what its workers get of the JVM's options.
 */
class LaunchIntegrationTests {

	private static final String MAIN = "io.coolnode.it.ports.PortsApplication";

	@RegisterExtension
	static final Apps apps = new Apps();

	private static Path extracted;

	@BeforeAll
	static void extract() {
		extracted = apps.directory().resolve("extracted app");
		Processes.run(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Djarmode=tools", "-jar",
				App.path("test.ports").toString(), "extract", "--destination", extracted.toString());
	}

	@Test
	void workersWhenFatJarDifferInWhatWouldCollideAndInNothingElse() throws IOException {
		Path folder = Files.createDirectories(apps.directory().resolve("a folder"));
		Files.copy(App.path("test.ports"), folder.resolve("app.jar"));
		int port = Ports.free();
		RunningApp app = apps.start(App.java("-jar", "a folder/app.jar")
			.directory(apps.directory())
			.workers(2)
			.environment("JAVA_TOOL_OPTIONS", "-Dfrom=tool")
			.environment("JDK_JAVA_OPTIONS", "\"-Dblank=a b\" -Xlog:gc:file=gc.log")
			.jvm("-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:" + port,
					"-Dcom.sun.management.jmxremote.port=" + (port + 10),
					"-Dcom.sun.management.jmxremote.authenticate=false", "-Dcom.sun.management.jmxremote.ssl=false")
			.with("cool.server.jvm-args", "-Dname={code}-{id}-{slot},-Xlog:safepoint:file={code}.log:time,uptime")
			.arguments("--text=it's \"quoted\"", "", "@file"));
		app.awaitReady();
		Path pidFile = apps.directory().resolve("application.pid");
		Path portFile = apps.directory().resolve("application.port");
		app.await("the port's file", () -> Files.exists(portFile));
		assertThat(pidFile).hasContent(Long.toString(app.pid()));
		assertThat(portFile).hasContent(Integer.toString(app.port()));
		app.workers().forEach((code, worker) -> {
			List<String> words = Processes.commandLine(worker.pid());
			String name = code + "-" + worker.id() + "-" + worker.id();
			assertThat(words).contains("-Dname=" + name, "-Xlog:safepoint:file=" + code + ".log:time,uptime",
					"-Dcom.sun.management.jmxremote.port=" + (port + 10 + worker.id()),
					"-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:" + (port + worker.id()));
			assertThat(words).containsOnlyOnce("-Dfrom=tool", "-Dblank=a b", "-Xmx160m");
			assertThat(words).containsSequence("-jar", "a folder/app.jar");
			assertThat(words).endsWith("--text=it's \"quoted\"", "", "@file");
			assertThat(apps.directory().resolve("gc-" + code + "-" + worker.id() + ".log")).exists();
			assertThat(HttpConnection.isListening((int) (port + 10 + worker.id()))).isTrue();
			assertThat(app.get(code, "/launch").text()).containsOnlyOnce("option -Dfrom=tool")
				.containsOnlyOnce("argument @file");
		});
		assertThat(app.stop()).isEqualTo(143);
		assertThat(pidFile).doesNotExist();
		assertThat(portFile).doesNotExist();
	}

	@Test
	void workersWhenClassPathIsThatOfAnIdeAndInAnArgumentFileAreStarted() throws IOException {
		String padding = IntStream.range(0, 3000)
			.mapToObj((i) -> "/nowhere/a library which is not there-" + i + ".jar")
			.collect(Collectors.joining(":"));
		Path file = apps.directory().resolve("words");
		Files.writeString(file, "# what to run\n-cp \"" + testClasses() + ":" + classPath() + ":\\\n   " + padding
				+ "\"\n" + FamilyApplication.class.getName() + " '--text=a b'\n");
		RunningApp app = apps.start(App.java("@words").directory(apps.directory()).workers(1)).awaitReady();
		assertThat(app.get("/launch").text()).contains("argument --text=a b", "argument --cool.server.workers=1");
		long worker = app.worker("A").pid();
		assertThat(app.log().find("The cellar is opened in process (\\d+)")).singleElement()
			.satisfies((match) -> assertThat(match.group(1)).isEqualTo(Long.toString(worker)));
		assertThat(app.log().find("The attic is opened in process (\\d+)")).singleElement()
			.satisfies((match) -> assertThat(match.group(1)).isEqualTo(Long.toString(app.pid())));
		assertThat(app.log().lines("The master is lean: these beans live in its parent context: attic")).hasSize(1);
		Path pidFile = apps.directory().resolve("family.pid");
		Path portFile = apps.directory().resolve("family.port");
		app.await("the port's file", () -> Files.exists(portFile));
		assertThat(pidFile).hasContent(Long.toString(app.pid()));
		assertThat(portFile).hasContent(Integer.toString(app.port()));
		assertThat(app.stop()).isEqualTo(143);
		assertThat(pidFile).doesNotExist();
		assertThat(portFile).doesNotExist();
	}

	static List<String> launchers() {
		return List.of("PropertiesLauncher", "JarLauncher").subList(0, Endurance.choose(1, 2));
	}

	@ParameterizedTest
	@MethodSource("launchers")
	void workersWhenBootLauncherIsTheMainClassAreStarted(String launcher) {
		RunningApp app = apps
			.start(App
				.java("-cp", App.path("test.ports").toString(), "org.springframework.boot.loader.launch." + launcher)
				.directory(apps.directory())
				.workers(1))
			.awaitReady();
		assertThat(app.workers()).containsOnlyKeys("A");
	}

	@Test
	void processWhenContextExitsOnRefreshIsOne() {
		RunningApp app = apps.start(App.jar("test.ports")
			.directory(apps.directory())
			.workers(2)
			.jvm("-Dspring.context.exit=onRefresh", temporaryFilesOfBoot()));
		assertThat(app.awaitExit()).isZero();
		assertThat(app.log().find("one process only.*spring.context.exit is set")).hasSize(1);
		assertThat(app.log().find("Worker A")).isEmpty();
	}

	@Test
	void processWhenAheadOfTimeProcessingIsOne() {
		Path generated = apps.directory().resolve("generated");
		RunningApp app = apps.start(App
			.java("-cp", classPath(), "org.springframework.boot.SpringApplicationAotProcessor", MAIN,
					generated.resolve("sources").toString(), generated.resolve("resources").toString(),
					generated.resolve("classes").toString(), "io.coolnode.it", "ports")
			.directory(apps.directory())
			.environment("COOL_SERVER_WORKERS", "2"));
		assertThat(app.awaitExit()).isZero();
		assertThat(app.log().find("one process only.*ahead-of-time processing")).hasSize(1);
		assertThat(generated.resolve("sources/io/coolnode/it/ports/PortsApplication__BeanFactoryRegistrations.java"))
			.exists();
		assertThat(app.log().find("Worker A")).isEmpty();
	}

	@Test
	void processWhenDevToolsRestartIsOne() {
		String devTools = Restarter.class.getProtectionDomain().getCodeSource().getLocation().getPath();
		RunningApp app = apps.start(App.java("-cp", classPath() + ":" + devTools, MAIN)
			.directory(apps.directory())
			.workers(2)
			.jvm(temporaryFilesOfBoot()));
		app.awaitLog("one process only.*DevTools");
		app.awaitLog("Started PortsApplication");
		assertThat(app.processes()).isEmpty();
	}

	@Test
	void processWhenDeployedInContainerIsOne() {
		RunningApp app = apps
			.start(App
				.java("-cp", testClasses() + ":" + classPath(), ServletContainer.class.getName(),
						apps.directory().toString())
				.directory(apps.directory())
				.environment("COOL_SERVER_WORKERS", "2"));
		app.awaitLog("one process only.*servlet container");
		app.awaitLog("The container serves");
		assertThat(app.processes()).isEmpty();
	}

	/**
	 * Return where a process may leave files, as Boot itself does if it ends before it
	 * serves, and as DevTools do.
	 * @return the option
	 */
	private static String temporaryFilesOfBoot() {
		return "-Djava.io.tmpdir=" + apps.directory();
	}

	private static String classPath() {
		return App.path("test.ports.classes") + ":" + extracted.resolve("lib") + "/*";
	}

	private static String testClasses() {
		return FamilyApplication.class.getProtectionDomain().getCodeSource().getLocation().getPath();
	}

}
