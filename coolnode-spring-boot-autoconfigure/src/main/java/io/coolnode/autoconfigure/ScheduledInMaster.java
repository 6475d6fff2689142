package io.coolnode.autoconfigure;

import org.springframework.core.env.Environment;

import io.coolnode.boot.NeededInMaster;
import io.coolnode.scheduling.Placement;

/**
 * Brings beans to life in the master whose scheduled methods run there, and what watches
 * over the places of all others.
 */
class ScheduledInMaster implements NeededInMaster {

	@Override
	public boolean test(Class<?> type, Environment environment) {
		return type == ScheduledPlacesListener.class || placement(environment).isInMaster(type);
	}

	static Placement placement(Environment environment) {
		return new Placement(environment.getProperty(Placement.PROPERTY, Placement.DEFAULT));
	}

}
