package io.coolnode.autoconfigure;

import java.util.Optional;
import java.util.stream.Stream;

import org.apache.catalina.Context;
import org.apache.catalina.Manager;
import org.apache.catalina.session.StandardManager;

import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContext;

import io.coolnode.session.SessionStore;

/**
 * The session manager of the web server, which is in use where nothing replaces it.
 */
class TomcatSessionStore implements SessionStore {

	private final ApplicationContext context;

	TomcatSessionStore(ApplicationContext context) {
		this.context = context;
	}

	@Override
	public Optional<Finding> inspect() {
		return managers().findFirst()
			.map((manager) -> (manager.getClass() == StandardManager.class)
					? Finding.inMemory("there is no Spring Session, and Tomcat uses its StandardManager")
					: Finding.shared());
	}

	private Stream<Manager> managers() {
		if (this.context instanceof WebServerApplicationContext web
				&& web.getWebServer() instanceof TomcatWebServer tomcat) {
			return Stream.of(tomcat.getTomcat().getHost().findChildren())
				.filter(Context.class::isInstance)
				.map((child) -> ((Context) child).getManager())
				.filter((manager) -> manager != null);
		}
		return Stream.empty();
	}

}
