package io.coolnode.autoconfigure;

import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.coolnode.Channel;
import io.coolnode.actuate.ClusterEndpoint;
import io.coolnode.actuate.ClusterHealthIndicator;
import io.coolnode.actuate.ClusterLivenessIndicator;
import io.coolnode.actuate.ClusterReadinessIndicator;
import io.coolnode.boot.Role;
import io.coolnode.channel.InternalChannel;

/**
 * Auto-configuration of the cluster's endpoint and health in workers.
 */
@AutoConfiguration(after = CoolNodeAutoConfiguration.class, beforeName = {
		"org.springframework.boot.health.autoconfigure.application.AvailabilityHealthContributorAutoConfiguration",
		"org.springframework.boot.health.autoconfigure.actuate.endpoint.AvailabilityProbesAutoConfiguration" })
@ConditionalOnRole(Role.WORKER)
public final class ActuatorAutoConfiguration {

	/**
	 * The endpoint.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ Endpoint.class, ConditionalOnAvailableEndpoint.class })
	static class EndpointConfiguration {

		@Bean
		@ConditionalOnMissingBean
		@ConditionalOnAvailableEndpoint
		ClusterEndpoint clusterEndpoint(InternalChannel channel) {
			return new ClusterEndpoint(channel);
		}

	}

	/**
	 * The health of the cluster.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class })
	static class HealthConfiguration {

		@Bean
		@ConditionalOnMissingBean(name = "clusterHealthIndicator")
		@ConditionalOnEnabledHealthIndicator("cluster")
		ClusterHealthIndicator clusterHealthIndicator(Channel channel) {
			return new ClusterHealthIndicator(channel.cluster());
		}

	}

	/**
	 * The probes, by the names of Boot's own.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ HealthIndicator.class, Endpoint.class })
	@ConditionalOnBooleanProperty(name = "management.endpoint.health.probes.enabled", matchIfMissing = true)
	static class ProbesConfiguration {

		@Bean
		@ConditionalOnMissingBean(name = "livenessStateHealthIndicator")
		ClusterLivenessIndicator livenessStateHealthIndicator() {
			return new ClusterLivenessIndicator();
		}

		@Bean
		@ConditionalOnMissingBean(name = "readinessStateHealthIndicator")
		ClusterReadinessIndicator readinessStateHealthIndicator(InternalChannel channel) {
			return new ClusterReadinessIndicator(channel);
		}

	}

}
