package io.coolnode.boot;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.CommandLineRunner;
import org.springframework.context.weaving.LoadTimeWeaverAware;

/**
 * The bean factory of a master. To the container, which would create them, it conceals
 * runners that do not run there, and beans that await a weaver and do not exist. It does
 * not to beans that need them, such as those which a runner declares that is a
 * configuration as well.
 */
class MasterBeanFactory extends DefaultListableBeanFactory {

	/**
	 * What Boot's two interfaces of runners extend.
	 */
	private static final String RUNNER = "org.springframework.boot.Runner";

	private final Set<String> idleRunners = new HashSet<>();

	/**
	 * Return whether Boot runs the beans of a class at the end of the start.
	 * @param type the class
	 * @return whether it is a runner
	 */
	static boolean isRunner(@Nullable Class<?> type) {
		return type != null
				&& (ApplicationRunner.class.isAssignableFrom(type) || CommandLineRunner.class.isAssignableFrom(type));
	}

	/**
	 * Do not run a bean as a runner.
	 * @param name the name of the bean
	 */
	void keepFromRunning(String name) {
		this.idleRunners.add(name);
	}

	@Override
	public String[] getBeanNamesForType(@Nullable Class<?> type, boolean includeNonSingletons, boolean allowEagerInit) {
		String[] names = super.getBeanNamesForType(type, includeNonSingletons, allowEagerInit);
		if (type != null && type.getName().equals(RUNNER)) {
			return filter(names, (name) -> !this.idleRunners.contains(name));
		}
		if (type == LoadTimeWeaverAware.class) {
			return filter(names, (name) -> containsSingleton(BeanFactoryUtils.transformedBeanName(name)));
		}
		return names;
	}

	private static String[] filter(String[] names, Predicate<String> predicate) {
		return Arrays.stream(names).filter(predicate).toArray(String[]::new);
	}

}
