package io.coolnode.boot;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.coolnode.boot.Launch.Frame;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Launch}.
 */
class LaunchTests {

	private static final String APP = "com.example.App";

	private static final String LAUNCHER = "org.springframework.boot.loader.launch.JarLauncher";

	private static final List<String> RUN = List.of("org.springframework.boot.SpringApplication.run",
			"org.springframework.boot.SpringApplication.run", "org.springframework.boot.SpringApplication.run");

	private static final List<String> PREPARE = List
		.of("org.springframework.boot.SpringApplication.prepareEnvironment");

	private static final List<String> REFLECTION = List.of("java.lang.reflect.Method.invoke",
			"jdk.internal.reflect.DirectMethodHandleAccessor.invoke");

	@Test
	void obstacleWhenOwnMainIsNone() {
		assertThat(launch(APP, List.of(APP + ".main"), RUN, PREPARE).obstacle()).isNull();
	}

	@Test
	void obstacleWhenMainCallsMainIsNone() {
		assertThat(launch(APP, List.of(APP + ".main", "com.example.Other.main"), RUN, PREPARE).obstacle()).isNull();
	}

	@Test
	void obstacleWhenMainIsInheritedIsNone() {
		Launch launch = new Launch(frames(List.of("com.example.Base.main"), RUN), Set.of(APP, "com.example.Base"));
		assertThat(launch.obstacle()).isNull();
	}

	@Test
	void obstacleWhenBootLauncherRunsMainIsNone() {
		assertThat(
				launch(LAUNCHER, List.of(LAUNCHER + ".main", "org.springframework.boot.loader.launch.Launcher.launch"),
						REFLECTION, List.of(APP + ".main"), RUN, PREPARE)
					.obstacle())
			.isNull();
	}

	@Test
	void obstacleWhenBootLauncherRunsSomethingElseNamesIt() {
		assertThat(launch(LAUNCHER, List.of(LAUNCHER + ".main"), REFLECTION, List.of("com.example.Plugin.begin"), RUN)
			.obstacle()).contains("com.example.Plugin.begin");
	}

	@Test
	void obstacleWhenMainIsOfAnotherClassThanTheCommandLineNamesIt() {
		assertThat(launch("com.example.Service", List.of(APP + ".main"), RUN).obstacle()).contains(APP + ".main")
			.contains("command line");
	}

	@Test
	void obstacleWhenCommandLineIsUnknownIsThere() {
		assertThat(new Launch(frames(List.of(APP + ".main"), RUN), Set.of()).obstacle()).contains("command line");
	}

	@Test
	void obstacleWhenThreadNamesIt() {
		assertThat(launch(APP, List.of("java.lang.Thread.run", "com.example.Starter.main"), RUN).obstacle())
			.contains("java.lang.Thread.run");
	}

	@Test
	void obstacleWhenDevToolsNamesTheWayOut() {
		assertThat(launch(APP, List.of("org.springframework.boot.devtools.restart.RestartLauncher.run"), REFLECTION,
				List.of(APP + ".main"), RUN)
			.obstacle()).contains("DevTools").contains("spring.devtools.restart.enabled");
	}

	@ParameterizedTest
	@ValueSource(strings = { "org.junit.platform.launcher.core.DefaultLauncher.execute", "org.testng.TestNG.run",
			"org.springframework.boot.test.context.SpringBootContextLoader.loadContext",
			"org.springframework.test.context.cache.DefaultCacheAwareContextLoaderDelegate.loadContext",
			"org.apache.maven.surefire.booter.ForkedBooter.run", "io.cucumber.core.cli.Main.run" })
	void isTestWhenFrameOfTestFrameworkIsTrue(String frame) {
		Launch launch = launch(APP, List.of(APP + ".main", frame, APP + ".main"), RUN);
		assertThat(launch.isTest()).isTrue();
		assertThat(launch.obstacle()).isNotNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "org.springframework.boot.SpringApplicationAotProcessor.doProcess",
			"org.springframework.context.aot.AbstractAotProcessor.process" })
	void obstacleWhenAheadOfTimeProcessingIsThere(String frame) {
		Launch launch = launch(APP, List.of(APP + ".main", frame, APP + ".main"), RUN);
		assertThat(launch.isTest()).isFalse();
		assertThat(launch.obstacle()).contains("ahead-of-time");
	}

	@ParameterizedTest
	@ValueSource(strings = { "org.springframework.boot.web.servlet.support.SpringBootServletInitializer.onStartup",
			"org.springframework.boot.servlet.support.SpringBootServletInitializer.onStartup",
			"org.springframework.web.SpringServletContainerInitializer.onStartup" })
	void obstacleWhenServletContainerIsThere(String frame) {
		String container = "org.apache.catalina.startup.Bootstrap";
		assertThat(launch(container, List.of(container + ".main", frame), RUN).obstacle())
			.contains("servlet container");
	}

	@Test
	void isNestedWhenOneApplicationIsFalse() {
		assertThat(launch(APP, List.of(APP + ".main"), RUN, PREPARE).isNested()).isFalse();
	}

	@Test
	void isNestedWhenBuilderIsFalse() {
		assertThat(launch(APP, List.of(APP + ".main", "org.springframework.boot.builder.SpringApplicationBuilder.run"),
				RUN, PREPARE)
			.isNested()).isFalse();
	}

	@Test
	void isNestedWhenParentOfBuilderIsTrue() {
		assertThat(launch(APP,
				List.of(APP + ".main", "org.springframework.boot.builder.SpringApplicationBuilder.run",
						"org.springframework.boot.builder.SpringApplicationBuilder.configureAsChildIfNecessary",
						"org.springframework.boot.builder.SpringApplicationBuilder.run"),
				RUN, PREPARE))
			.matches(Launch::isNested)
			.matches(Launch::isParent);
	}

	@Test
	void isNestedWhenStartedWhileAnotherStartsIsTrue() {
		assertThat(launch(APP, List.of(APP + ".main"), RUN, PREPARE, List.of("com.example.Bootstrap.onEvent"), RUN,
				PREPARE))
			.matches(Launch::isNested)
			.matches((launch) -> !launch.isParent());
	}

	@Test
	void currentInTestIsTest() {
		assertThat(Launch.current().isTest()).isTrue();
	}

	@Test
	void currentOnThreadOfItsOwnNamesTheThread() throws InterruptedException {
		AtomicReference<Launch> launch = new AtomicReference<>();
		Thread thread = new Thread(() -> launch.set(Launch.current()));
		thread.start();
		thread.join();
		assertThat(launch.get().isTest()).isFalse();
		assertThat(launch.get().obstacle()).contains("java.lang.Thread.run");
	}

	@SafeVarargs
	private static Launch launch(String mainClass, List<String>... outermostFirst) {
		return new Launch(frames(outermostFirst), Set.of(mainClass));
	}

	@SafeVarargs
	private static List<Frame> frames(List<String>... outermostFirst) {
		List<Frame> frames = new ArrayList<>(Stream.of(outermostFirst).flatMap(List::stream).map((name) -> {
			int dot = name.lastIndexOf('.');
			return new Frame(name.substring(0, dot), name.substring(dot + 1));
		}).toList());
		Collections.reverse(frames);
		return frames;
	}

}
