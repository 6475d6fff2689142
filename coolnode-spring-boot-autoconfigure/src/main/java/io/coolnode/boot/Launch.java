package io.coolnode.boot;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

import io.coolnode.cluster.process.JavaCommand;

/**
 * How the code on this thread came to run: by the program's own {@code main}, which a
 * worker could run again, or by something else, such as a test.
 */
final class Launch {

	private static final List<String> TESTS = List.of("org.junit.", "junit.", "org.testng.",
			"org.springframework.test.", "org.springframework.boot.test.", "org.apache.maven.surefire.", "io.cucumber.",
			"cucumber.runtime.", "io.kotest.");

	private static final List<String> AOT = List.of("org.springframework.boot.SpringApplicationAotProcessor",
			"org.springframework.context.aot.", "org.springframework.test.context.aot.");

	private static final List<String> CONTAINERS = List.of(
			"org.springframework.boot.web.servlet.support.SpringBootServletInitializer",
			"org.springframework.boot.servlet.support.SpringBootServletInitializer",
			"org.springframework.web.SpringServletContainerInitializer", "jakarta.servlet.");

	private static final List<String> DEVTOOLS = List.of("org.springframework.boot.devtools.restart.");

	private static final String BOOT_LAUNCHERS = "org.springframework.boot.loader.";

	private static final List<String> REFLECTION = List.of("java.lang.reflect.", "java.lang.invoke.",
			"jdk.internal.reflect.", BOOT_LAUNCHERS);

	private static final String MAIN = "main";

	private static final String RUN = "run";

	private final List<Frame> frames;

	private final Set<String> mainClasses;

	/**
	 * Create a launch.
	 * @param frames the frames of the thread, the innermost first
	 * @param mainClasses the names of the JVM's main class and its superclasses, empty if
	 * they are not known
	 */
	Launch(List<Frame> frames, Set<String> mainClasses) {
		this.frames = List.copyOf(frames);
		this.mainClasses = Set.copyOf(mainClasses);
	}

	/**
	 * Look at the current thread.
	 * @return how its code came to run
	 */
	static Launch current() {
		List<Frame> frames = StackWalker.getInstance()
			.walk((stack) -> stack.map((frame) -> new Frame(frame.getClassName(), frame.getMethodName())).toList());
		return new Launch(frames, JavaCommand.mainClasses());
	}

	/**
	 * Return whether a test framework runs this code.
	 * @return {@code true} in a test
	 */
	boolean isTest() {
		return contains(TESTS);
	}

	/**
	 * Return whether another application of this thread is the one that is being run: it
	 * has this one as the parent of its context, or starts it while it starts itself.
	 * @return {@code true} for an application that is not the outermost
	 */
	boolean isNested() {
		return isInsideAnother() || isBuiltByChild();
	}

	/**
	 * Return whether another application of this thread is built with this one as the
	 * parent of its context.
	 * @return {@code true} for a parent
	 */
	boolean isParent() {
		return !isInsideAnother() && isBuiltByChild();
	}

	private boolean isInsideAnother() {
		List<String> applicationMethods = methods(SpringApplication.class);
		int ownRun = applicationMethods.indexOf(RUN);
		return ownRun >= 0 && applicationMethods.subList(ownRun, applicationMethods.size())
			.stream()
			.anyMatch((method) -> !method.equals(RUN));
	}

	private boolean isBuiltByChild() {
		return methods(SpringApplicationBuilder.class).stream().filter(RUN::equals).count() > 1;
	}

	private List<String> methods(Class<?> type) {
		return this.frames.stream()
			.filter((frame) -> frame.className().equals(type.getName()))
			.map(Frame::methodName)
			.toList();
	}

	/**
	 * Return why no worker could run this code again.
	 * @return the reason, or {@code null} if one could
	 */
	@Nullable String obstacle() {
		if (isTest()) {
			return "it is run by a test";
		}
		if (contains(AOT)) {
			return "it is run by ahead-of-time processing";
		}
		if (contains(CONTAINERS)) {
			return "it is deployed in a servlet container";
		}
		if (contains(DEVTOOLS)) {
			return "it is restarted by DevTools (spring.devtools.restart.enabled=false as a system property lets it "
					+ "have workers)";
		}
		return mainObstacle();
	}

	private @Nullable String mainObstacle() {
		Frame outermost = this.frames.get(this.frames.size() - 1);
		if (!outermost.isMain()) {
			return "it was not started by the program's own main method, but by " + outermost;
		}
		if (!this.mainClasses.contains(outermost.className())) {
			return outermost + ", which started it, is not what the command line of this process runs";
		}
		if (outermost.className().startsWith(BOOT_LAUNCHERS)) {
			Frame started = startedByLauncher();
			return started.isMain() ? null
					: "Spring Boot's launcher did not start it by a main method, but by " + started;
		}
		return null;
	}

	private Frame startedByLauncher() {
		List<Frame> inside = new ArrayList<>(this.frames);
		while (inside.size() > 1 && inside.get(inside.size() - 1).isOf(REFLECTION)) {
			inside.remove(inside.size() - 1);
		}
		return inside.get(inside.size() - 1);
	}

	private boolean contains(List<String> prefixes) {
		return this.frames.stream().anyMatch((frame) -> frame.isOf(prefixes));
	}

	/**
	 * A frame of the stack.
	 *
	 * @param className the name of the class
	 * @param methodName the name of the method
	 */
	record Frame(String className, String methodName) {

		boolean isMain() {
			return this.methodName.equals(MAIN);
		}

		boolean isOf(List<String> prefixes) {
			return prefixes.stream().anyMatch(this.className::startsWith);
		}

		@Override
		public String toString() {
			return this.className + "." + this.methodName;
		}

	}

}
