package io.coolnode.autoconfigure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.micrometer.metrics.actuate.endpoint.MetricsEndpoint;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusScrapeEndpoint;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.coolnode.boot.MasterNode;
import io.coolnode.boot.Role;
import io.coolnode.channel.InternalChannel;
import io.coolnode.cluster.ClusterCounts;
import io.coolnode.cluster.RestartReason;
import io.coolnode.logging.LogHub;
import io.coolnode.metrics.ChannelMeters;
import io.coolnode.metrics.ClusterFigures;
import io.coolnode.metrics.ClusterMeters;
import io.coolnode.metrics.MasterMetrics;
import io.coolnode.metrics.MasterRegistry;
import io.coolnode.metrics.MetricsEndpointPostProcessor;
import io.coolnode.metrics.PrometheusEndpointPostProcessor;
import io.coolnode.metrics.PrometheusMasterRegistry;
import io.coolnode.metrics.WorkerMetrics;

/**
 * Auto-configuration of metrics that speak for all processes, whichever worker is asked.
 */
@AutoConfiguration(after = { CoolNodeAutoConfiguration.class, LoggingAutoConfiguration.class })
@ConditionalOnClass({ MeterBinder.class, MetricsEndpoint.class })
@ConditionalOnRole({ Role.MASTER, Role.WORKER })
@ConditionalOnBooleanProperty(name = "cool.metrics.enabled", matchIfMissing = true)
@EnableConfigurationProperties(CoolMetricsProperties.class)
public final class MetricsAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	ChannelMeters coolNodeChannelMeters(InternalChannel channel) {
		return new ChannelMeters(channel);
	}

	/**
	 * What a worker tells and asks.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnRole(Role.WORKER)
	static class WorkerConfiguration {

		@Bean
		WorkerMetrics coolNodeWorkerMetrics(InternalChannel channel) {
			return new WorkerMetrics(channel);
		}

		@Bean
		static MetricsEndpointPostProcessor coolNodeMetricsEndpoint(ObjectProvider<WorkerMetrics> metrics,
				ObjectProvider<MeterRegistry> registry) {
			return new MetricsEndpointPostProcessor(metrics, registry);
		}

		/**
		 * What a worker tells Prometheus.
		 */
		@Configuration(proxyBeanMethods = false)
		@ConditionalOnClass({ PrometheusMeterRegistry.class, PrometheusScrapeEndpoint.class })
		static class PrometheusConfiguration {

			@Bean
			static PrometheusEndpointPostProcessor coolNodePrometheusEndpoint(ObjectProvider<WorkerMetrics> metrics,
					ObjectProvider<PrometheusRegistry> registry, ObjectProvider<PrometheusMeterRegistry> meters,
					ObjectProvider<PrometheusConfig> config) {
				return new PrometheusEndpointPostProcessor(metrics, registry, meters, config);
			}

		}

	}

	/**
	 * What the master collects and keeps, and tells of itself.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnRole(Role.MASTER)
	static class MasterMetricsConfiguration {

		@Bean
		@ConditionalOnMissingBean
		ClusterMeters coolNodeClusterMeters(InternalChannel channel, MasterNode master, ObjectProvider<LogHub> logs) {
			Map<String, LongSupplier> restarts = new LinkedHashMap<>();
			for (RestartReason reason : RestartReason.values()) {
				restarts.put(reason.toString(), () -> {
					ClusterCounts counts = master.counts();
					return (counts != null) ? counts.restarts(reason) : 0;
				});
			}
			LongSupplier drains = () -> {
				ClusterCounts counts = master.counts();
				return (counts != null) ? counts.drains() : 0;
			};
			LogHub hub = logs.getIfAvailable();
			return new ClusterMeters(channel.cluster(),
					new ClusterFigures(restarts, drains, () -> (hub != null) ? hub.lost() : 0));
		}

		@Bean
		MasterMetrics coolNodeMasterMetrics(InternalChannel channel, CoolMetricsProperties properties,
				MasterRegistry registry) {
			return new MasterMetrics(channel, properties.getInterval(), registry);
		}

		/**
		 * With Prometheus.
		 */
		@Configuration(proxyBeanMethods = false)
		@ConditionalOnClass(PrometheusMeterRegistry.class)
		static class PrometheusConfiguration {

			@Bean
			MasterRegistry coolNodeMasterRegistry(ConfigurableListableBeanFactory beans, ChannelMeters channel,
					ClusterMeters cluster) {
				return new PrometheusMasterRegistry(beans, List.of(channel, cluster));
			}

		}

		/**
		 * Without Prometheus.
		 */
		@Configuration(proxyBeanMethods = false)
		@ConditionalOnMissingClass("io.micrometer.prometheusmetrics.PrometheusMeterRegistry")
		static class MetersConfiguration {

			@Bean
			MasterRegistry coolNodeMasterRegistry(ConfigurableListableBeanFactory beans, ChannelMeters channel,
					ClusterMeters cluster) {
				return new MasterRegistry(beans, List.of(channel, cluster), SimpleMeterRegistry::new);
			}

		}

	}

}
