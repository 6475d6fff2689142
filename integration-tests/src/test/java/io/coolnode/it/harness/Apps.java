package io.coolnode.it.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Starts applications for a test, or in {@code @BeforeAll} for all tests of a class, and
 * ends them after it: each must stop at SIGTERM and leave nothing. Register it in a
 * static field. What the applications print is kept in
 * {@code target/apps/<class>/<method>}.
 */
public final class Apps implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {

	private final Deque<Scope> scopes = new ArrayDeque<>();

	/**
	 * Start an application. Returns as soon as its process exists.
	 * @param app how to start it
	 * @return the running application
	 */
	public RunningApp start(App app) {
		Scope scope = this.scopes.element();
		try {
			RunningApp running = new RunningApp(app, scope.directory, UUID.randomUUID().toString());
			scope.running.push(running);
			return running;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Return the directory of the current test.
	 * @return the directory
	 */
	public Path directory() {
		return this.scopes.element().directory;
	}

	/**
	 * Return the directory of what {@code @BeforeAll} has started.
	 * @return the directory
	 */
	public Path classDirectory() {
		return this.scopes.getLast().directory;
	}

	@Override
	public void beforeAll(ExtensionContext context) {
		open("all", context);
	}

	@Override
	public void beforeEach(ExtensionContext context) {
		String name = context.getRequiredTestMethod().getName();
		String display = context.getDisplayName().replaceAll("\\W+", "-");
		open(display.startsWith(name) ? name : name + "-" + display, context);
	}

	private void open(String name, ExtensionContext context) {
		Path directory = Path.of("target", "apps", context.getRequiredTestClass().getSimpleName(), name)
			.toAbsolutePath();
		try {
			ExtractedJar.delete(directory);
			Files.createDirectories(directory);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.scopes.push(new Scope(directory));
	}

	@Override
	public void afterEach(ExtensionContext context) {
		boolean failed = context.getExecutionException().isPresent();
		if (failed) {
			this.scopes.stream().flatMap((scope) -> scope.running.stream()).forEach(System.out::println);
		}
		close();
	}

	@Override
	public void afterAll(ExtensionContext context) {
		close();
	}

	private void close() {
		Scope scope = this.scopes.pop();
		AssertionError failure = null;
		for (RunningApp app : scope.running) {
			try {
				app.end();
			}
			catch (AssertionError ex) {
				if (failure != null) {
					ex.addSuppressed(failure);
				}
				failure = ex;
			}
		}
		if (failure != null) {
			throw failure;
		}
	}

	/**
	 * A test or a class, with what it has started.
	 */
	private static final class Scope {

		private final Path directory;

		private final Deque<RunningApp> running = new ArrayDeque<>();

		private Scope(Path directory) {
			this.directory = directory;
		}

	}

}
