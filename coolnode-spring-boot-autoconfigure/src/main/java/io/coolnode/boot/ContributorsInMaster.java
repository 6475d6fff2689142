package io.coolnode.boot;

import org.springframework.core.env.Environment;

import io.coolnode.WorkerPropertiesContributor;

/**
 * Lets beans that contribute properties to workers live in a master.
 */
class ContributorsInMaster implements NeededInMaster {

	@Override
	public boolean test(Class<?> type, Environment environment) {
		return WorkerPropertiesContributor.class.isAssignableFrom(type);
	}

}
