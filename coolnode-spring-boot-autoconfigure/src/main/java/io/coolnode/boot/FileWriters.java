package io.coolnode.boot;

import java.util.ArrayList;
import java.util.List;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.ApplicationPidFileWriter;
import org.springframework.boot.context.event.ApplicationStartingEvent;
import org.springframework.boot.context.event.SpringApplicationEvent;
import org.springframework.boot.web.server.context.WebServerPortFileWriter;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;
import org.springframework.util.ClassUtils;

/**
 * Keeps workers from writing the files that name the pid and the port of the application,
 * and from deleting them at their end: these are the master's.
 */
class FileWriters implements ApplicationListener<ApplicationStartingEvent>, Ordered {

	private static final String PORT_FILE_WRITER = "org.springframework.boot.web.server.context.WebServerPortFileWriter";

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

	@Override
	public void onApplicationEvent(ApplicationStartingEvent event) {
		if (WorkerIdentity.ofThisProcess() != null) {
			remove(event.getSpringApplication());
		}
	}

	static void remove(SpringApplication application) {
		List<ApplicationListener<?>> kept = new ArrayList<>();
		for (ApplicationListener<?> listener : application.getListeners()) {
			if (listener instanceof ApplicationPidFileWriter writer) {
				writer.setTriggerEventType(NeverEvent.class);
			}
			else if (!isPortFileWriter(listener)) {
				kept.add(listener);
			}
		}
		application.setListeners(kept);
	}

	static boolean isPortFileWriter(ApplicationListener<?> listener) {
		return ClassUtils.isPresent(PORT_FILE_WRITER, FileWriters.class.getClassLoader())
				&& PortFileWriters.isOne(listener);
	}

	/**
	 * Needs the module of the web server.
	 */
	private static final class PortFileWriters {

		private PortFileWriters() {
		}

		static boolean isOne(ApplicationListener<?> listener) {
			return listener instanceof WebServerPortFileWriter;
		}

	}

	/**
	 * An event that does not come: the writer of the pid is among the listeners of the
	 * application already and cannot be taken away any more.
	 */
	@SuppressWarnings({ "serial", "UnusedMethod" })
	private static final class NeverEvent extends SpringApplicationEvent {

		NeverEvent(SpringApplication application) {
			super(application, new String[0]);
		}

	}

}
