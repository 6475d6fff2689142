package io.coolnode.boot;

import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/**
 * Judges from the definitions, without creating anything, which beans live in a master.
 */
final class MasterRoots {

	private static final Log logger = LogFactory.getLog(MasterRoots.class);

	private static final String OWN_CONFIGURATIONS = "io.coolnode.autoconfigure.";

	private static final String FRAMEWORK = "org.springframework.";

	private final ConfigurableListableBeanFactory beanFactory;

	private final Environment environment;

	private final boolean lean;

	private final DrivenMethods drivenMethods;

	private final List<NeededInMaster> needs;

	private final MasterOnly masterOnly;

	/**
	 * Create a judge of the beans of a context.
	 * @param beanFactory the definitions
	 * @param environment the properties
	 * @param lean whether the master denies by default
	 * @param drivenMethods the methods that a clock or a broker calls
	 * @param needs what else must live
	 */
	MasterRoots(ConfigurableListableBeanFactory beanFactory, Environment environment, boolean lean,
			DrivenMethods drivenMethods, List<NeededInMaster> needs) {
		this.beanFactory = beanFactory;
		this.environment = environment;
		this.lean = lean;
		this.drivenMethods = drivenMethods;
		this.needs = needs;
		this.masterOnly = new MasterOnly(beanFactory);
	}

	/**
	 * Judge a bean.
	 * @param name its name
	 * @param definition its definition
	 * @return the verdict
	 */
	Verdict judge(String name, BeanDefinition definition) {
		Class<?> type = this.beanFactory.getType(name, false);
		try {
			return judge(name, definition, (type != null) ? ClassUtils.getUserClass(type) : null);
		}
		catch (LinkageError | TypeNotPresentException ex) {
			logger.debug("The class of bean '" + name + "' cannot be read; it is left out of the master", ex);
			return Verdict.LAZY;
		}
	}

	private Verdict judge(String name, BeanDefinition definition, @Nullable Class<?> type) {
		if (!definition.isSingleton() || definition.isAbstract()) {
			return Verdict.LAZY;
		}
		if (this.masterOnly.contains(definition, type) || FileWriters.isWriter(type) || isNeeded(type)) {
			return Verdict.REQUIRED;
		}
		if (definition.isLazyInit() || type == null || isOwnConfiguration(type)) {
			return Verdict.LAZY;
		}
		return (this.lean ? usesChannel(name, type) : livesWithoutWeb(name, type)) ? Verdict.WANTED : Verdict.LAZY;
	}

	private boolean isNeeded(@Nullable Class<?> type) {
		return type != null && !type.getName().startsWith(FRAMEWORK)
				&& this.needs.stream().anyMatch((need) -> need.test(type, this.environment));
	}

	/**
	 * Return whether a class is one of our configurations or properties.
	 * @param type the class
	 * @return whether it is
	 */
	static boolean isOwnConfiguration(Class<?> type) {
		return type.getName().startsWith(OWN_CONFIGURATIONS);
	}

	private boolean usesChannel(String name, Class<?> type) {
		Method factoryMethod = factoryMethod(name);
		boolean foreign = type.getName().startsWith(FRAMEWORK);
		if (foreign && factoryMethod == null) {
			return false;
		}
		return ChannelUsers.contains(foreign ? Object.class : type, factoryMethod) && !MasterBeanFactory.isRunner(type)
				&& !WebLayer.contains(type) && this.drivenMethods.of(type).isEmpty();
	}

	private boolean livesWithoutWeb(String name, Class<?> type) {
		Method factoryMethod = factoryMethod(name);
		List<? extends Executable> makers = (factoryMethod != null) ? List.of(factoryMethod)
				: Arrays.asList(type.getDeclaredConstructors());
		return !WebLayer.contains(type) && makers.stream().noneMatch(WebLayer::isNeededBy)
				&& (factoryMethod == null || !WebLayer.contains(factoryMethod.getDeclaringClass()));
	}

	private @Nullable Method factoryMethod(String name) {
		return (this.beanFactory.getMergedBeanDefinition(name) instanceof RootBeanDefinition root)
				? root.getResolvedFactoryMethod() : null;
	}

	/**
	 * What becomes of a bean in a master.
	 */
	enum Verdict {

		/**
		 * It is created when the master starts, or the start fails.
		 */
		REQUIRED,

		/**
		 * It is created when the master starts, unless something is missing.
		 */
		WANTED,

		/**
		 * It is created only if another bean needs it.
		 */
		LAZY

	}

}
