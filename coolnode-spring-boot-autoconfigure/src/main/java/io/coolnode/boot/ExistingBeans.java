package io.coolnode.boot;

import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryAware;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.Lifecycle;
import org.springframework.context.event.ApplicationListenerMethodAdapter;
import org.springframework.context.event.EventListenerFactory;
import org.springframework.context.event.SimpleApplicationEventMulticaster;
import org.springframework.context.support.DefaultLifecycleProcessor;
import org.springframework.core.Ordered;
import org.springframework.util.Assert;

/**
 * The parts of a context that would create beans to start them or to tell them events, in
 * a form that leaves alone what does not exist.
 */
final class ExistingBeans {

	private ExistingBeans() {
	}

	/**
	 * Starts and stops only lifecycle beans that exist.
	 */
	static final class Lifecycles extends DefaultLifecycleProcessor {

		private @Nullable ConfigurableListableBeanFactory beans;

		@Override
		public void setBeanFactory(BeanFactory beanFactory) {
			super.setBeanFactory(beanFactory);
			this.beans = (ConfigurableListableBeanFactory) beanFactory;
		}

		@Override
		protected Map<String, Lifecycle> getLifecycleBeans() {
			ConfigurableListableBeanFactory factory = this.beans;
			Assert.state(factory != null, "There is no bean factory");
			Map<String, Lifecycle> existing = new LinkedHashMap<>();
			for (String name : factory.getBeanNamesForType(Lifecycle.class, false, false)) {
				if (factory.containsSingleton(name) && factory.getBean(name) instanceof Lifecycle lifecycle
						&& lifecycle != this) {
					existing.put(name, lifecycle);
				}
			}
			return existing;
		}

	}

	/**
	 * Tells events only to listeners that exist: each adds itself when it is created.
	 */
	static final class Multicaster extends SimpleApplicationEventMulticaster {

		@Override
		public void addApplicationListenerBean(String listenerBeanName) {
		}

	}

	/**
	 * Makes listeners of methods that are called only if their bean exists.
	 */
	static final class ListenerFactory implements EventListenerFactory, Ordered, BeanFactoryAware {

		private @Nullable ConfigurableListableBeanFactory beans;

		@Override
		public void setBeanFactory(BeanFactory beanFactory) {
			this.beans = (ConfigurableListableBeanFactory) beanFactory;
		}

		@Override
		public int getOrder() {
			return Ordered.HIGHEST_PRECEDENCE;
		}

		@Override
		public boolean supportsMethod(Method method) {
			return true;
		}

		@Override
		public ApplicationListener<?> createApplicationListener(String beanName, Class<?> type, Method method) {
			return new ApplicationListenerMethodAdapter(beanName, type, method) {

				@Override
				public void onApplicationEvent(ApplicationEvent event) {
					ConfigurableListableBeanFactory factory = ListenerFactory.this.beans;
					if (factory != null && factory.containsSingleton(beanName)) {
						super.onApplicationEvent(event);
					}
				}

			};
		}

	}

}
