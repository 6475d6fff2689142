package io.coolnode.metrics;

import java.util.List;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * The registry of a master whose workers tell Prometheus of themselves.
 */
public final class PrometheusMasterRegistry extends MasterRegistry {

	/**
	 * Create the registry of a master, which is made when it is needed.
	 * @param beans the beans of the master
	 * @param cluster the meters of the cluster
	 */
	public PrometheusMasterRegistry(ConfigurableListableBeanFactory beans, List<MeterBinder> cluster) {
		super(beans, cluster, () -> new PrometheusMeterRegistry(
				beans.getBeanProvider(PrometheusConfig.class).getIfAvailable(() -> PrometheusConfig.DEFAULT)));
	}

	@Override
	SnapshotSource source(String view) {
		if (!view.equals(MetricViews.PROMETHEUS)) {
			return super.source(view);
		}
		PrometheusMeterRegistry found = find(registry());
		PrometheusMeterRegistry registry = (found != null) ? found : find(own());
		return (registry != null) ? new PrometheusSource(registry.getPrometheusRegistry(), registry)
				: () -> Snapshot.EMPTY;
	}

	private static @Nullable PrometheusMeterRegistry find(MeterRegistry registry) {
		if (registry instanceof CompositeMeterRegistry composite) {
			for (MeterRegistry member : composite.getRegistries()) {
				PrometheusMeterRegistry found = find(member);
				if (found != null) {
					return found;
				}
			}
		}
		return (registry instanceof PrometheusMeterRegistry prometheus) ? prometheus : null;
	}

}
