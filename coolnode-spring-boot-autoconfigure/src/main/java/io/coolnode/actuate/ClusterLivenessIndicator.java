package io.coolnode.actuate;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/**
 * The liveness of the cluster, whichever worker is asked: a worker lives only as long as
 * its master, and a broken one is replaced by the master; so a worker that answers says
 * that all is well.
 */
public class ClusterLivenessIndicator extends AbstractHealthIndicator {

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		builder.up();
	}

}
