package io.coolnode.redis;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Says what keeps the leases of scheduled methods.
 */
class LeaseLibraryMissingFailureAnalyzer extends AbstractFailureAnalyzer<LeaseLibraryMissingException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, LeaseLibraryMissingException cause) {
		return new FailureAnalysis(
				"With cool.channel.redis.enabled=true, @Scheduled methods of " + String.join(", ", cause.getPlaces())
						+ " run on one machine at a time, which has a lease in Redis. ShedLock, which keeps it, is not "
						+ "on the class path.",
				"Add the dependency net.javacrumbs.shedlock:shedlock-provider-redis-spring, version 7.10.1 or newer. "
						+ "Or let the methods run in every process of every machine, with @RunOn(\"all\") or "
						+ "cool.scheduling.run-on=all.",
				cause);
	}

}
