package io.coolnode.boot;

import org.springframework.core.env.Environment;

/**
 * Says of beans that they must live in a master, for a reason of a feature's.
 * Implementations are listed in {@code META-INF/spring.factories}.
 */
@FunctionalInterface
public interface NeededInMaster {

	/**
	 * Return whether beans of a class must live in a master.
	 * @param type the class
	 * @param environment the properties
	 * @return whether the start fails without them
	 */
	boolean test(Class<?> type, Environment environment);

}
