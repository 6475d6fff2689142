package io.coolnode.it;

import java.io.File;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.coolnode.it.harness.App;
import io.coolnode.it.harness.Apps;
import io.coolnode.it.harness.RunningApp;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Applications without Tomcat: they cannot have workers, and without workers they start
 * as ever.
 */
class OtherKindsIntegrationTests {

	@RegisterExtension
	static final Apps apps = new Apps();

	@ParameterizedTest
	@EnumSource
	void startWhenThereAreWorkersIsRefused(Kind kind) {
		RunningApp app = apps.start(kind.app().workers(2));
		assertThat(app.awaitExit()).isOne();
		assertThat(app.log().text()).containsOnlyOnce("APPLICATION FAILED TO START")
			.contains("The property cool.server.workers is greater than 0, but " + kind.found + ".")
			.contains("Use a servlet web application on Tomcat (spring-boot-starter-web)");
		app.assertNothingLeft();
	}

	@ParameterizedTest
	@EnumSource
	void startWhenThereAreNoWorkersIsAsEver(Kind kind) {
		RunningApp app = apps.start(kind.app().workers(0).jvm("-Djava.io.tmpdir=" + apps.directory()));
		app.awaitLog(kind.started);
		app.awaitLog("Started PlainApplication");
	}

	/**
	 * A kind of application, made by what is not on its class path.
	 */
	enum Kind {

		JETTY("tomcat-embed-(core|websocket)|spring-boot-tomcat|webflux|reactor",
				"this application has another web server than Tomcat", "Jetty started on port"),

		REACTIVE("tomcat-embed-(core|websocket)|spring-boot-tomcat|webmvc", "this is a reactive web application",
				"Jetty started on port"),

		WITHOUT_WEB("tomcat|jetty|spring-(boot-)?(web|servlet)|servlet-api|reactor",
				"this application has no web server", "Started PlainApplication");

		private static final Pattern NEVER = Pattern.compile("devtools|activemq|/h2-");

		private final Pattern missing;

		private final String found;

		private final String started;

		Kind(String missing, String found, String started) {
			this.missing = Pattern.compile(missing);
			this.found = found;
			this.started = started;
		}

		App app() {
			String classPath = Stream
				.of(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
					.split(File.pathSeparator))
				.filter((entry) -> !lacks(Path.of(entry)))
				.collect(Collectors.joining(File.pathSeparator));
			return App.java("-cp", classPath, PlainApplication.class.getName());
		}

		private boolean lacks(Path entry) {
			String name = "/" + entry.getFileName();
			return name.endsWith(".jar") && (NEVER.matcher(name).find() || this.missing.matcher(name).find());
		}

	}

}
