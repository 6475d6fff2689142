package io.coolnode.boot;

import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.boot.web.server.context.WebServerPortFileWriter;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/**
 * Lets the application's writers of a port file write the port that the workers share,
 * which they learn from a web server otherwise.
 */
class MasterPortFile implements ApplicationListener<ApplicationStartedEvent> {

	private final Collection<ApplicationListener<?>> listeners;

	/**
	 * Create a listener.
	 * @param listeners those of the application, which are no beans
	 */
	MasterPortFile(Collection<ApplicationListener<?>> listeners) {
		this.listeners = List.copyOf(listeners);
	}

	@Override
	public void onApplicationEvent(ApplicationStartedEvent event) {
		ConfigurableApplicationContext context = event.getApplicationContext();
		write(context.getBean(MasterNode.class).port(), context.getBeanProvider(WebServerPortFileWriter.class));
	}

	void write(int port, Iterable<WebServerPortFileWriter> beans) {
		SharedPortEvent served = new SharedPortEvent(new SharedServer(port));
		this.listeners.stream()
			.filter(WebServerPortFileWriter.class::isInstance)
			.map(WebServerPortFileWriter.class::cast)
			.forEach((writer) -> writer.onApplicationEvent(served));
		beans.forEach((writer) -> writer.onApplicationEvent(served));
	}

	/**
	 * All workers, seen as one web server.
	 *
	 * @param port the port
	 */
	private record SharedServer(int port) implements WebServer {

		@Override
		public void start() {
		}

		@Override
		public void stop() {
		}

		@Override
		public int getPort() {
			return this.port;
		}

	}

	/**
	 * Says that the port is served.
	 */
	@SuppressWarnings("serial")
	private static final class SharedPortEvent extends WebServerInitializedEvent {

		private final transient SharedServer server;

		SharedPortEvent(SharedServer server) {
			super(server);
			this.server = server;
		}

		@Override
		public WebServerApplicationContext getApplicationContext() {
			return new SharedContext(this.server);
		}

	}

	/**
	 * A context that tells its web server and nothing else.
	 */
	private static final class SharedContext extends GenericApplicationContext implements WebServerApplicationContext {

		private final SharedServer server;

		SharedContext(SharedServer server) {
			this.server = server;
		}

		@Override
		public WebServer getWebServer() {
			return this.server;
		}

		@Override
		public @Nullable String getServerNamespace() {
			return null;
		}

	}

}
