package io.coolnode.boot;

import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.ApplicationContextFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/**
 * Makes the context of a master, unless the application has a factory of its own.
 */
class MasterContextFactory implements ApplicationContextFactory {

	/**
	 * Whether the next context is that of a master.
	 */
	private static final AtomicBoolean expected = new AtomicBoolean();

	/**
	 * Make the next context without a web server the one of a master.
	 */
	static void expectMaster() {
		expected.set(true);
	}

	@Override
	public @Nullable ConfigurableApplicationContext create(@Nullable WebApplicationType webApplicationType) {
		return (webApplicationType == WebApplicationType.NONE && expected.compareAndSet(true, false))
				? new AnnotationConfigApplicationContext(new MasterBeanFactory()) : null;
	}

}
