package io.coolnode.autoconfigure;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryAware;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;

import io.coolnode.boot.ProcessRole;
import io.coolnode.boot.Role;

/**
 * Keeps our auto-configurations out of the contexts above that of a master or a worker,
 * which alone has the channel.
 */
class ParentContextFilter implements AutoConfigurationImportFilter, BeanFactoryAware {

	private static final String OWN = ParentContextFilter.class.getPackageName() + ".";

	private @Nullable BeanFactory beanFactory;

	@Override
	public void setBeanFactory(BeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	@Override
	public boolean[] match(@Nullable String[] autoConfigurationClasses,
			AutoConfigurationMetadata autoConfigurationMetadata) {
		boolean parent = isParent();
		boolean[] matches = new boolean[autoConfigurationClasses.length];
		for (int i = 0; i < matches.length; i++) {
			String name = autoConfigurationClasses[i];
			matches[i] = !parent || name == null || !name.startsWith(OWN);
		}
		return matches;
	}

	private boolean isParent() {
		ProcessRole role = (this.beanFactory != null)
				? this.beanFactory.getBeanProvider(ProcessRole.class).getIfAvailable() : null;
		return role != null && role.role() == Role.PARENT;
	}

}
