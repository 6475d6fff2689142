package io.coolnode.boot;

import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

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
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.transaction.event.TransactionalApplicationListenerMethodAdapter;
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

		private final Runnable beforeStart;

		private @Nullable ConfigurableListableBeanFactory beans;

		/**
		 * Create a lifecycle processor.
		 * @param beforeStart what to do when all beans exist that exist at first, and
		 * none is started yet
		 */
		Lifecycles(Runnable beforeStart) {
			this.beforeStart = beforeStart;
		}

		@Override
		public void onRefresh() {
			this.beforeStart.run();
			super.onRefresh();
		}

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

		private static final String TRANSACTIONAL = "org.springframework.transaction.event.TransactionalEventListener";

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
			BooleanSupplier exists = () -> exists(beanName);
			return MergedAnnotations.from(method, SearchStrategy.TYPE_HIERARCHY).isPresent(TRANSACTIONAL)
					? TransactionalListener.of(beanName, type, method, exists)
					: new Listener(beanName, type, method, exists);
		}

		private boolean exists(String beanName) {
			ConfigurableListableBeanFactory factory = this.beans;
			return factory != null && factory.containsSingleton(beanName);
		}

	}

	/**
	 * Calls a method of a bean if that exists.
	 */
	private static final class Listener extends ApplicationListenerMethodAdapter {

		private final BooleanSupplier exists;

		private Listener(String beanName, Class<?> type, Method method, BooleanSupplier exists) {
			super(beanName, type, method);
			this.exists = exists;
		}

		@Override
		public void onApplicationEvent(ApplicationEvent event) {
			if (this.exists.getAsBoolean()) {
				super.onApplicationEvent(event);
			}
		}

	}

	/**
	 * Calls a method of a bean in a phase of the transaction, if the bean exists.
	 */
	private static final class TransactionalListener extends TransactionalApplicationListenerMethodAdapter {

		private final BooleanSupplier exists;

		private TransactionalListener(String beanName, Class<?> type, Method method, BooleanSupplier exists) {
			super(beanName, type, method);
			this.exists = exists;
		}

		// the general type keeps the verifier from loading this class without
		// transactions
		static ApplicationListener<?> of(String beanName, Class<?> type, Method method, BooleanSupplier exists) {
			return new TransactionalListener(beanName, type, method, exists);
		}

		@Override
		public void onApplicationEvent(ApplicationEvent event) {
			if (this.exists.getAsBoolean()) {
				super.onApplicationEvent(event);
			}
		}

	}

}
