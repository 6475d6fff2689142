package io.coolnode.autoconfigure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.apache.catalina.Context;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.env.Environment;

import io.coolnode.boot.WorkerNode;

/**
 * Has the directories deleted that Tomcat gets for itself, however its process ends; a
 * process that is killed cannot delete them itself. Directories that a user has named
 * stay.
 */
class TemporaryDirectories implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

	private static final String BASE_DIRECTORY = "server.tomcat.basedir";

	private static final String DOCUMENT_ROOT = "tomcat-docbase.";

	private final WorkerNode worker;

	private final Environment environment;

	TemporaryDirectories(WorkerNode worker, Environment environment) {
		this.worker = worker;
		this.environment = environment;
	}

	@Override
	public void customize(TomcatServletWebServerFactory factory) {
		if (!this.environment.containsProperty(BASE_DIRECTORY)) {
			factory.setBaseDirectory(createBaseDirectory().toFile());
		}
		factory.addContextCustomizers(this::deleteDocumentRoot);
	}

	private Path createBaseDirectory() {
		try {
			Path directory = Files.createTempDirectory("tomcat.");
			this.worker.agent().deleteAtEnd(directory);
			return directory;
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Tomcat's directory cannot be made in java.io.tmpdir", ex);
		}
	}

	private void deleteDocumentRoot(Context context) {
		String documentRoot = context.getDocBase();
		if (documentRoot != null && Path.of(documentRoot).getFileName().toString().startsWith(DOCUMENT_ROOT)) {
			this.worker.agent().deleteAtEnd(Path.of(documentRoot));
		}
	}

}
