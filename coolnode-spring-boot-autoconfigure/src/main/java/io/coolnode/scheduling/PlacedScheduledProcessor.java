package io.coolnode.scheduling;

import java.lang.reflect.Method;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.ApplicationContext;
import org.springframework.context.event.ApplicationContextEvent;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.core.KotlinDetector;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.annotation.ScheduledAnnotationBeanPostProcessor;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;
import org.springframework.scheduling.support.ScheduledMethodRunnable;
import org.springframework.util.Assert;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringValueResolver;

/**
 * Leaves scheduled methods that run in one process only to {@link ScheduledTasks}.
 */
class PlacedScheduledProcessor extends ScheduledAnnotationBeanPostProcessor {

	private final ScheduledTasks tasks;

	private final Placement placement;

	private final Predicate<String> masterOnly;

	private final boolean beginning;

	private final ScheduledTaskRegistrar registrar;

	private final Set<Class<?>> masterOnlyTypes = ConcurrentHashMap.newKeySet();

	private @Nullable StringValueResolver resolver;

	private @Nullable ApplicationContext context;

	/**
	 * Create a processor.
	 * @param tasks takes the methods
	 * @param placement says where they run
	 * @param masterOnly whether the bean with a name lives in the master only
	 * @param beginning whether this is a master whose turn it is from the beginning
	 */
	PlacedScheduledProcessor(ScheduledTasks tasks, Placement placement, Predicate<String> masterOnly,
			boolean beginning) {
		this(tasks, placement, masterOnly, beginning, new ScheduledTaskRegistrar());
	}

	private PlacedScheduledProcessor(ScheduledTasks tasks, Placement placement, Predicate<String> masterOnly,
			boolean beginning, ScheduledTaskRegistrar registrar) {
		super(registrar);
		this.tasks = tasks;
		this.placement = placement;
		this.masterOnly = masterOnly;
		this.beginning = beginning;
		this.registrar = registrar;
	}

	@Override
	public void setEmbeddedValueResolver(StringValueResolver resolver) {
		super.setEmbeddedValueResolver(resolver);
		this.resolver = resolver;
	}

	@Override
	public void setApplicationContext(ApplicationContext applicationContext) {
		super.setApplicationContext(applicationContext);
		this.context = applicationContext;
	}

	@Override
	public void onApplicationEvent(ApplicationContextEvent event) {
		super.onApplicationEvent(event);
		if (this.beginning && event instanceof ContextRefreshedEvent && event.getApplicationContext() == this.context) {
			this.tasks.beginInMaster(() -> true);
		}
	}

	@Override
	public void postProcessMergedBeanDefinition(RootBeanDefinition beanDefinition, Class<?> beanType, String beanName) {
		if (this.masterOnly.test(beanName)) {
			this.masterOnlyTypes.add(ClassUtils.getUserClass(beanType));
		}
	}

	@Override
	protected void processScheduled(Scheduled scheduled, Method method, Object bean) {
		String place = place(method, bean);
		if (place.equals(Placement.ALL)) {
			super.processScheduled(scheduled, method, bean);
			return;
		}
		if (!isReactive(method)) {
			new Rehearsal(this.resolver).processScheduled(scheduled, method, bean);
		}
		this.tasks.add(new ScheduledTasks.Task(place, () -> super.processScheduled(scheduled, method, bean),
				() -> postProcessBeforeDestruction(AopProxyUtils.ultimateSingletonTarget(bean), "")));
	}

	/**
	 * Return whether a method yields something to subscribe to, so that processing it
	 * means to call it.
	 * @param method the method
	 * @return whether it does
	 */
	private static boolean isReactive(Method method) {
		return KotlinDetector.isSuspendingFunction(method)
				|| ReactiveAdapterRegistry.getSharedInstance().getAdapter(method.getReturnType()) != null;
	}

	private String place(Method method, Object bean) {
		Class<?> type = ClassUtils.getUserClass(AopProxyUtils.ultimateTargetClass(bean));
		return this.placement.of(method, type, this.masterOnlyTypes.contains(type));
	}

	@Override
	protected Runnable createRunnable(Object target, Method method, @Nullable String qualifier) {
		if (place(method, target).equals(Placement.ALL)) {
			return super.createRunnable(target, method, qualifier);
		}
		Assert.isTrue(method.getParameterCount() == 0, "Only no-arg methods may be annotated with @Scheduled");
		Method invocable = AopUtils.selectInvocableMethod(method, target.getClass());
		return new ScheduledMethodRunnable(target, invocable, qualifier, this.registrar::getObservationRegistry) {

			@Override
			public void run() {
				PlacedScheduledProcessor.this.tasks.run(super::run);
			}

		};
	}

	/**
	 * Processes a method without effect, so that a mistake in its annotation shows when
	 * the application starts, in each process.
	 */
	private static final class Rehearsal extends ScheduledAnnotationBeanPostProcessor {

		private Rehearsal(@Nullable StringValueResolver resolver) {
			if (resolver != null) {
				setEmbeddedValueResolver(resolver);
			}
		}

		@Override
		protected void processScheduled(Scheduled scheduled, Method method, Object bean) {
			super.processScheduled(scheduled, method, bean);
		}

	}

}
