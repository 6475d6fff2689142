package io.coolnode.boot;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.context.event.EventListenerFactory;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/**
 * Keeps what a master does not need from coming to life in it. Every bean is created only
 * when another one needs it, but the roots, which {@link MasterRoots} picks and
 * {@link MasterRootsInitializer} creates. Lifecycles and listeners count only if their
 * bean exists; runners, and in a lean master the methods that a clock or a broker calls,
 * only if they are the roots' own.
 */
class MasterBeansPostProcessor implements BeanFactoryPostProcessor {

	private static final String LEAN = "cool.server.master.lean";

	private static final String PHASE_TIMEOUT = "spring.lifecycle.timeout-per-shutdown-phase";

	private static final List<Class<?>> EAGER = List.of(BeanPostProcessor.class, BeanFactoryPostProcessor.class,
			EventListenerFactory.class, MasterLifecycle.class, MasterNode.class);

	private final Environment environment;

	private final List<NeededInMaster> needs;

	private final boolean parent;

	MasterBeansPostProcessor(Environment environment, List<NeededInMaster> needs) {
		this(environment, needs, false);
	}

	private MasterBeansPostProcessor(Environment environment, List<NeededInMaster> needs, boolean parent) {
		this.environment = environment;
		this.needs = List.copyOf(needs);
		this.parent = parent;
	}

	/**
	 * Create a post-processor for the context above that of a master.
	 * @param environment the properties
	 * @return the post-processor
	 */
	static MasterBeansPostProcessor ofParent(Environment environment) {
		return new MasterBeansPostProcessor(environment, List.of(), true);
	}

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
		BeanDefinitionRegistry registry = (BeanDefinitionRegistry) beanFactory;
		boolean lean = this.environment.getProperty(LEAN, Boolean.class, true);
		DrivenMethods drivenMethods = DrivenMethods.of(beanFactory);
		MasterRoots roots = new MasterRoots(beanFactory, this.environment, lean, drivenMethods, this.needs);
		Map<String, MasterRoots.Verdict> verdicts = new LinkedHashMap<>();
		for (String name : beanFactory.getBeanDefinitionNames()) {
			verdicts.put(name, roots.judge(name, beanFactory.getBeanDefinition(name)));
		}
		if (lean) {
			removeDrivers(beanFactory, registry, drivenMethods, verdicts);
		}
		verdicts.forEach((name, verdict) -> apply(beanFactory, registry, name, verdict, lean));
		replaceParts(registry, new MasterRootsInitializer(verdicts, lean, this.parent));
	}

	private static void removeDrivers(ConfigurableListableBeanFactory beanFactory, BeanDefinitionRegistry registry,
			DrivenMethods drivenMethods, Map<String, MasterRoots.Verdict> verdicts) {
		Set<String> kept = new HashSet<>();
		verdicts.forEach((name, verdict) -> {
			Class<?> type = beanFactory.getType(name, false);
			if (verdict == MasterRoots.Verdict.REQUIRED && type != null) {
				kept.addAll(drivenMethods.of(ClassUtils.getUserClass(type)));
			}
		});
		for (String processor : drivenMethods.processorsExcept(kept)) {
			registry.removeBeanDefinition(processor);
			verdicts.remove(processor);
		}
	}

	private static void apply(ConfigurableListableBeanFactory beanFactory, BeanDefinitionRegistry registry, String name,
			MasterRoots.Verdict verdict, boolean lean) {
		Class<?> type = beanFactory.getType(name, false);
		BeanDefinition definition = beanFactory.getBeanDefinition(name);
		definition.setLazyInit(!isEager(type));
		boolean idle = lean ? verdict != MasterRoots.Verdict.REQUIRED : verdict == MasterRoots.Verdict.LAZY;
		if (idle && MasterBeanFactory.isRunner(type)) {
			keepFromRunning(beanFactory, registry, name);
		}
	}

	static void keepFromRunning(ConfigurableListableBeanFactory beanFactory, BeanDefinitionRegistry registry,
			String name) {
		if (beanFactory instanceof MasterBeanFactory factory) {
			factory.keepFromRunning(name);
		}
		else if (declaresBeans(beanFactory, name)) {
			throw new UnsupportedApplicationException("'" + name + "' is both a runner, which must not run in the "
					+ "master, and a configuration, and the application has an ApplicationContextFactory of its own");
		}
		else {
			registry.removeBeanDefinition(name);
		}
	}

	private static boolean declaresBeans(ConfigurableListableBeanFactory beanFactory, String name) {
		for (String other : beanFactory.getBeanDefinitionNames()) {
			if (name.equals(beanFactory.getBeanDefinition(other).getFactoryBeanName())) {
				return true;
			}
		}
		return false;
	}

	private static boolean isEager(@Nullable Class<?> type) {
		return type != null && EAGER.stream().anyMatch((eager) -> ClassUtils.isAssignable(eager, type));
	}

	private void replaceParts(BeanDefinitionRegistry registry, MasterRootsInitializer initializer) {
		replace(registry, AbstractApplicationContext.LIFECYCLE_PROCESSOR_BEAN_NAME, ExistingBeans.Lifecycles.class,
				() -> lifecycles(initializer));
		replace(registry, AbstractApplicationContext.APPLICATION_EVENT_MULTICASTER_BEAN_NAME,
				ExistingBeans.Multicaster.class, ExistingBeans.Multicaster::new);
		replace(registry, "coolNodeEventListenerFactory", ExistingBeans.ListenerFactory.class,
				ExistingBeans.ListenerFactory::new);
		replace(registry, "coolNodeMasterRootsInitializer", MasterRootsInitializer.class, () -> initializer);
	}

	private ExistingBeans.Lifecycles lifecycles(MasterRootsInitializer initializer) {
		ExistingBeans.Lifecycles lifecycles = new ExistingBeans.Lifecycles(initializer::logBeans);
		String timeout = this.environment.getProperty(PHASE_TIMEOUT, "30s");
		lifecycles.setTimeoutPerShutdownPhase(DurationStyle.detectAndParse(timeout).toMillis());
		return lifecycles;
	}

	private static <T> void replace(BeanDefinitionRegistry registry, String name, Class<T> type, Supplier<T> supplier) {
		if (registry.containsBeanDefinition(name)) {
			registry.removeBeanDefinition(name);
		}
		RootBeanDefinition definition = new RootBeanDefinition(type, supplier);
		definition.setRole(BeanDefinition.ROLE_INFRASTRUCTURE);
		registry.registerBeanDefinition(name, definition);
	}

}
