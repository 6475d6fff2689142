package io.coolnode.boot;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.test.context.runner.AbstractApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Gives a context of a test the role that a process would have.
 */
public final class ProcessRoles {

	private ProcessRoles() {
	}

	/**
	 * Run contexts as those of a worker, which has no master.
	 * @param <R> the type of the runner
	 * @param runner what runs them
	 * @return the runner with that role
	 */
	public static <R extends AbstractApplicationContextRunner<R, ?, ?>> R worker(R runner) {
		return with(ProcessRole.worker(null), "worker", runner);
	}

	/**
	 * Run contexts as those of a master.
	 * @param <R> the type of the runner
	 * @param runner what runs them
	 * @return the runner with that role
	 */
	public static <R extends AbstractApplicationContextRunner<R, ?, ?>> R master(R runner) {
		return with(ProcessRole.master(2), "master", runner);
	}

	/**
	 * Give beans the role that those of a master's or worker's parent context have.
	 * @param beanFactory the beans
	 */
	public static void registerParent(ConfigurableListableBeanFactory beanFactory) {
		beanFactory.registerSingleton(ProcessRole.BEAN_NAME, ProcessRole.parent());
	}

	private static <R extends AbstractApplicationContextRunner<R, ?, ?>> R with(ProcessRole role, String name,
			R runner) {
		return runner.withPropertyValues("coolnode.role=" + name).withInitializer((context) -> register(role, context));
	}

	private static void register(ProcessRole role, ConfigurableApplicationContext context) {
		context.getBeanFactory().registerSingleton(ProcessRole.BEAN_NAME, role);
	}

}
