package io.coolnode.boot;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
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
			else if (!isPortFileWriter(listener.getClass())) {
				kept.add(listener);
			}
		}
		application.setListeners(kept);
	}

	/**
	 * Remove the beans of a worker's context that would write such a file.
	 * @param beanFactory the definitions
	 */
	static void remove(ConfigurableListableBeanFactory beanFactory) {
		for (String name : beanFactory.getBeanNamesForType(ApplicationListener.class, true, false)) {
			if (isWriter(beanFactory.getType(name, false)) && beanFactory instanceof BeanDefinitionRegistry registry
					&& registry.containsBeanDefinition(name)) {
				registry.removeBeanDefinition(name);
			}
		}
	}

	/**
	 * Return whether beans of a class write such a file.
	 * @param type the class, if it is known
	 * @return whether they do
	 */
	static boolean isWriter(@Nullable Class<?> type) {
		return type != null && (ApplicationPidFileWriter.class.isAssignableFrom(type) || isPortFileWriter(type));
	}

	private static boolean isPortFileWriter(Class<?> type) {
		return ClassUtils.isPresent(PORT_FILE_WRITER, FileWriters.class.getClassLoader())
				&& PortFileWriters.isOne(type);
	}

	/**
	 * Needs the module of the web server.
	 */
	private static final class PortFileWriters {

		private PortFileWriters() {
		}

		static boolean isOne(Class<?> type) {
			return WebServerPortFileWriter.class.isAssignableFrom(type);
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
