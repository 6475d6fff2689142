package io.coolnode.metrics;

import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.micrometer.metrics.actuate.endpoint.MetricsEndpoint;

/**
 * Lets Boot's own endpoint {@code metrics} speak for all processes. Whether it is there
 * and who may ask it is Boot's affair; one of the application's own stays as it is.
 */
public final class MetricsEndpointPostProcessor implements BeanPostProcessor {

	private static final String NAME = "metricsEndpoint";

	private final ObjectProvider<WorkerMetrics> metrics;

	private final ObjectProvider<MeterRegistry> registry;

	/**
	 * Create a post-processor.
	 * @param metrics asks the master
	 * @param registry the meters of this process
	 */
	public MetricsEndpointPostProcessor(ObjectProvider<WorkerMetrics> metrics, ObjectProvider<MeterRegistry> registry) {
		this.metrics = metrics;
		this.registry = registry;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean.getClass() != MetricsEndpoint.class || !beanName.equals(NAME)) {
			return bean;
		}
		WorkerMetrics metrics = this.metrics.getObject();
		metrics.add(MetricViews.METERS, new MeterSource(this.registry.getObject()));
		return new MetricsEndpoint(new ClusterMeterRegistry(metrics));
	}

}
