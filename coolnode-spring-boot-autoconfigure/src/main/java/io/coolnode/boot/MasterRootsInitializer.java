package io.coolnode.boot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanCreationException;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryInitializer;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.beans.factory.SmartFactoryBean;
import org.springframework.beans.factory.UnsatisfiedDependencyException;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;

/**
 * Creates the roots of a master one by one, and leaves out one that misses something
 * which only workers have. Tells then, once, which beans have come to life.
 */
class MasterRootsInitializer implements BeanFactoryInitializer<DefaultListableBeanFactory> {

	private static final Log logger = LogFactory.getLog(MasterRootsInitializer.class);

	private static final String FRAMEWORK = "org.springframework.";

	private static final String OWN = "coolNode";

	private final Map<String, MasterRoots.Verdict> verdicts;

	private final boolean lean;

	private final String where;

	private final List<String> created = new ArrayList<>();

	private final Set<String> infrastructure = new HashSet<>();

	private @Nullable DefaultListableBeanFactory beans;

	MasterRootsInitializer(Map<String, MasterRoots.Verdict> verdicts, boolean lean, boolean parent) {
		this.verdicts = verdicts;
		this.lean = lean;
		this.where = parent ? "in its parent context" : "in it";
	}

	@Override
	public void initialize(DefaultListableBeanFactory beanFactory) {
		this.beans = beanFactory;
		for (String name : beanFactory.getSingletonNames()) {
			if (isFramework(beanFactory.getType(name, false))) {
				this.infrastructure.add(name);
			}
		}
		createOwn(beanFactory);
		this.verdicts.forEach((name, verdict) -> {
			if (verdict == MasterRoots.Verdict.REQUIRED) {
				create(beanFactory, name);
			}
		});
		this.verdicts.forEach((name, verdict) -> {
			if (verdict == MasterRoots.Verdict.WANTED) {
				tryToCreate(beanFactory, name);
			}
		});
	}

	private void createOwn(DefaultListableBeanFactory beanFactory) {
		Set<String> before = Set.of(beanFactory.getSingletonNames());
		beanFactory.getBeanProvider(MasterNode.class).ifAvailable((node) -> {
			List<String> added = new ArrayList<>(Arrays.asList(beanFactory.getSingletonNames()));
			added.removeAll(before);
			this.infrastructure.addAll(added);
		});
	}

	private static boolean isFramework(@Nullable Class<?> type) {
		return type == null || type.getName().startsWith(FRAMEWORK);
	}

	private void create(DefaultListableBeanFactory beanFactory, String name) {
		if (!beanFactory.isFactoryBean(name)) {
			beanFactory.getBean(name);
		}
		else if (beanFactory.getBean(BeanFactory.FACTORY_BEAN_PREFIX + name) instanceof SmartFactoryBean<?> factory
				&& factory.isEagerInit()) {
			beanFactory.getBean(name);
		}
		this.created.add(name);
	}

	private void tryToCreate(DefaultListableBeanFactory beanFactory, String name) {
		Set<String> before = new HashSet<>(Arrays.asList(beanFactory.getSingletonNames()));
		try {
			create(beanFactory, name);
		}
		catch (BeanCreationException ex) {
			NoSuchBeanDefinitionException missing = missing(ex);
			if (missing == null) {
				throw ex;
			}
			logger.warn("Bean '" + name + "' is left out of the master, since " + describe(ex, name) + " misses "
					+ describe(missing) + ". If it is for workers only, say so with @ConditionalOnWorker.");
			leaveOut(beanFactory, name, before);
		}
	}

	private static @Nullable NoSuchBeanDefinitionException missing(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof NoSuchBeanDefinitionException missing
					&& !(cause instanceof NoUniqueBeanDefinitionException)) {
				return missing;
			}
		}
		return null;
	}

	private static String describe(BeanCreationException failure, String root) {
		String innermost = root;
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof UnsatisfiedDependencyException unsatisfied && unsatisfied.getBeanName() != null) {
				innermost = unsatisfied.getBeanName();
			}
		}
		return innermost.equals(root) ? "it" : "'" + innermost + "', which it needs,";
	}

	private static String describe(NoSuchBeanDefinitionException missing) {
		return (missing.getResolvableType() != null) ? "a bean of type " + missing.getResolvableType()
				: "the bean '" + missing.getBeanName() + "'";
	}

	private static void leaveOut(DefaultListableBeanFactory beanFactory, String name, Set<String> before) {
		List<String> remains = new ArrayList<>(Arrays.asList(beanFactory.getSingletonNames()));
		remains.removeAll(before);
		for (int i = remains.size() - 1; i >= 0; i--) {
			beanFactory.destroySingleton(remains.get(i));
		}
		Class<?> type = beanFactory.getType(name, false);
		if (MasterBeanFactory.isRunner(type)) {
			MasterBeansPostProcessor.keepFromRunning(beanFactory, beanFactory, name);
		}
	}

	/**
	 * Tell which beans have come to life, before they are started.
	 */
	void logBeans() {
		DefaultListableBeanFactory factory = this.beans;
		if (factory == null) {
			return;
		}
		List<String> living = Arrays.stream(factory.getSingletonNames())
			.filter((name) -> isTold(factory, name))
			.toList();
		List<String> roots = living.stream().filter(this.created::contains).toList();
		List<String> needed = living.stream().filter((name) -> !this.created.contains(name)).toList();
		if (!this.lean) {
			logger.info("The master is not lean: " + living.size() + " beans live " + this.where + ", "
					+ String.join(", ", living));
		}
		else if (roots.isEmpty() && needed.isEmpty()) {
			logger.info("The master is lean: no bean of the application lives " + this.where);
		}
		else {
			logger.info("The master is lean: these beans live " + this.where + ": " + String.join(", ", roots)
					+ (needed.isEmpty() ? "" : "; and these, since others need them: " + String.join(", ", needed)));
		}
	}

	private boolean isTold(DefaultListableBeanFactory factory, String name) {
		if (!factory.containsBeanDefinition(name) || this.infrastructure.contains(name) || name.startsWith(OWN)) {
			return false;
		}
		Class<?> type = factory.getType(name, false);
		boolean configuration = name.indexOf('.') >= 0 && isFramework(type);
		return !configuration && (type == null || !MasterRoots.isOwnConfiguration(type))
				&& factory.getBeanDefinition(name).getRole() != BeanDefinition.ROLE_INFRASTRUCTURE;
	}

}
