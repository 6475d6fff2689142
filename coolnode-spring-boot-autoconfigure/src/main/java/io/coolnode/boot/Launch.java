package io.coolnode.boot;

import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * How the code on this thread came to run: by the program's own {@code main}, which a
 * worker could run again, or by something else, such as a test.
 */
final class Launch {

	private static final List<String> TEST_PACKAGES = List.of("org.junit.", "junit.", "org.testng.",
			"org.springframework.test.", "org.springframework.boot.test.", "org.apache.maven.surefire.",
			"io.cucumber.");

	private static final List<String> AOT_CLASSES = List.of("org.springframework.boot.SpringApplicationAotProcessor",
			"org.springframework.context.aot.");

	private static final List<String> CONTAINER_CLASSES = List.of(
			"org.springframework.boot.web.servlet.support.SpringBootServletInitializer",
			"org.springframework.boot.servlet.support.SpringBootServletInitializer", "jakarta.servlet.");

	private final List<StackWalker.StackFrame> frames;

	Launch(List<StackWalker.StackFrame> frames) {
		this.frames = frames;
	}

	/**
	 * Look at the current thread.
	 * @return how its code came to run
	 */
	static Launch current() {
		return new Launch(StackWalker.getInstance().walk(Stream::toList));
	}

	/**
	 * Return whether a test framework runs this code.
	 * @return {@code true} in a test
	 */
	boolean isTest() {
		return contains(TEST_PACKAGES);
	}

	/**
	 * Return why no worker could run this code again.
	 * @return the reason, or {@code null} if one could
	 */
	@Nullable String obstacle() {
		if (isTest()) {
			return "it is run by a test";
		}
		if (contains(AOT_CLASSES)) {
			return "it is run by ahead-of-time processing";
		}
		if (contains(CONTAINER_CLASSES)) {
			return "it is run by a servlet container";
		}
		StackWalker.StackFrame outermost = this.frames.get(this.frames.size() - 1);
		if (!outermost.getMethodName().equals("main")) {
			return "it was not started by the program's own main method, but by " + outermost.getClassName() + "."
					+ outermost.getMethodName();
		}
		return null;
	}

	private boolean contains(List<String> prefixes) {
		return this.frames.stream()
			.anyMatch((frame) -> prefixes.stream().anyMatch((prefix) -> frame.getClassName().startsWith(prefix)));
	}

}
