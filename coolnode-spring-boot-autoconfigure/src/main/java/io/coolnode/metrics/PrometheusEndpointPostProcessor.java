package io.coolnode.metrics;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusScrapeEndpoint;

/**
 * Lets Boot's own endpoint {@code prometheus} speak for all processes. Whether it is
 * there and who may ask it, and which formats it has, is Boot's affair; one of the
 * application's own stays as it is.
 */
public final class PrometheusEndpointPostProcessor implements BeanPostProcessor {

	private static final String NAME = "prometheusEndpoint";

	private final ObjectProvider<WorkerMetrics> metrics;

	private final ObjectProvider<PrometheusRegistry> registry;

	private final ObjectProvider<PrometheusMeterRegistry> meters;

	private final ObjectProvider<PrometheusConfig> config;

	/**
	 * Create a post-processor.
	 * @param metrics asks the master
	 * @param registry the families of this process
	 * @param meters the meters among them
	 * @param config how Prometheus's library is configured
	 */
	public PrometheusEndpointPostProcessor(ObjectProvider<WorkerMetrics> metrics,
			ObjectProvider<PrometheusRegistry> registry, ObjectProvider<PrometheusMeterRegistry> meters,
			ObjectProvider<PrometheusConfig> config) {
		this.metrics = metrics;
		this.registry = registry;
		this.meters = meters;
		this.config = config;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean.getClass() != PrometheusScrapeEndpoint.class || !beanName.equals(NAME)) {
			return bean;
		}
		WorkerMetrics metrics = this.metrics.getObject();
		metrics.add(MetricViews.PROMETHEUS,
				new PrometheusSource(this.registry.getObject(), this.meters.getIfAvailable()));
		return new PrometheusScrapeEndpoint(new ClusterPrometheusRegistry(metrics),
				this.config.getIfAvailable(() -> PrometheusConfig.DEFAULT).prometheusProperties());
	}

}
