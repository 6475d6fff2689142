package io.coolnode.autoconfigure;

import java.time.Duration;
import java.util.Map;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.actuate.endpoint.MetricsEndpoint;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsEndpointAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusMetricsExportAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusScrapeEndpoint;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.test.util.ReflectionTestUtils;

import io.coolnode.boot.ProcessRoles;
import io.coolnode.channel.ChannelSettings;
import io.coolnode.channel.DataCodec;
import io.coolnode.channel.DefaultChannel;
import io.coolnode.channel.Delivery;
import io.coolnode.channel.InternalChannel;
import io.coolnode.cluster.ClusterView;
import io.coolnode.metrics.ChannelMeters;
import io.coolnode.metrics.ClusterFigures;
import io.coolnode.metrics.ClusterMeters;
import io.coolnode.metrics.MasterMetrics;
import io.coolnode.metrics.MasterRegistry;
import io.coolnode.metrics.PrometheusMasterRegistry;
import io.coolnode.metrics.WorkerMetrics;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MetricsAutoConfiguration}.
 */
class MetricsAutoConfigurationTests {

	private static final FilteredClassLoader NO_PROMETHEUS = new FilteredClassLoader("io.prometheus",
			"io.micrometer.prometheusmetrics");

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(MetricsAutoConfiguration.class,
				org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration.class,
				CompositeMeterRegistryAutoConfiguration.class, SimpleMetricsExportAutoConfiguration.class,
				PrometheusMetricsExportAutoConfiguration.class, MetricsEndpointAutoConfiguration.class))
		.withPropertyValues("management.endpoints.web.exposure.include=*")
		.withBean(InternalChannel.class,
				() -> DefaultChannel
					.standalone(ClusterView.standalone("one"),
							new ChannelSettings(1000, 10_000, Duration.ofSeconds(1), Duration.ofSeconds(5),
									Delivery.AT_MOST_ONCE),
							new DataCodec(new JsonMapper()))
					.internal());

	private final ApplicationContextRunner worker = ProcessRoles.worker(this.runner);

	private final ApplicationContextRunner master = ProcessRoles.master(this.runner)
		.withBean(ClusterMeters.class,
				() -> new ClusterMeters(ClusterView.standalone("one"), new ClusterFigures(Map.of(), () -> 0, () -> 0)));

	@Test
	void endpointsOfWorkerSpeakForTheCluster() {
		this.worker.run((context) -> {
			assertThat(context).hasSingleBean(WorkerMetrics.class).hasSingleBean(ChannelMeters.class);
			assertThat(readBy(context)).isEqualTo("ClusterMeterRegistry");
			assertThat(context.getBean(PrometheusScrapeEndpoint.class)).extracting("prometheusRegistry")
				.extracting((registry) -> registry.getClass().getSimpleName())
				.isEqualTo("ClusterPrometheusRegistry");
			assertThat(context.getBean(MeterRegistry.class).find("coolnode.channel.messages").meters()).hasSize(2);
		});
	}

	@Test
	void endpointsOfStandaloneProcessAreBootsOwn() {
		this.runner.run((context) -> {
			assertThat(context).doesNotHaveBean(WorkerMetrics.class).doesNotHaveBean(ChannelMeters.class);
			assertThat(readBy(context)).isNotEqualTo("ClusterMeterRegistry");
		});
	}

	@Test
	void endpointsWhenDisabledByPropertyAreBootsOwn() {
		this.worker.withPropertyValues("cool.metrics.enabled=false").run((context) -> {
			assertThat(context).doesNotHaveBean(WorkerMetrics.class);
			assertThat(readBy(context)).isNotEqualTo("ClusterMeterRegistry");
		});
	}

	@Test
	void endpointsWhenNotExposedAreNotThere() {
		this.worker.withPropertyValues("management.endpoints.web.exposure.include=health")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(MetricsEndpoint.class)
				.doesNotHaveBean(PrometheusScrapeEndpoint.class));
		this.worker.withPropertyValues("management.endpoint.metrics.access=NONE")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(MetricsEndpoint.class)
				.hasSingleBean(PrometheusScrapeEndpoint.class));
		this.worker.withPropertyValues("management.prometheus.metrics.export.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(MetricsEndpoint.class)
				.doesNotHaveBean(PrometheusScrapeEndpoint.class));
	}

	@Test
	void endpointOfTheApplicationsOwnStays() {
		this.worker.withBean("mine", MetricsEndpoint.class, () -> new MetricsEndpoint(new SimpleMeterRegistry()))
			.run((context) -> assertThat(readBy(context)).isNotEqualTo("ClusterMeterRegistry"));
	}

	@Test
	void workerWithoutPrometheusHasTheOtherEndpoint() {
		this.worker.withClassLoader(NO_PROMETHEUS)
			.run((context) -> assertThat(readBy(context)).isEqualTo("ClusterMeterRegistry"));
	}

	@Test
	void processWithoutMicrometerOrActuatorHasNothingOfIt() {
		this.worker.withClassLoader(new FilteredClassLoader(MeterBinder.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("coolNodeChannelMeters"));
		this.master.withClassLoader(new FilteredClassLoader(MetricsEndpoint.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(MasterMetrics.class));
	}

	@Test
	void masterCollectsForItsWorkers() {
		this.master.run((context) -> assertThat(context).hasSingleBean(MasterMetrics.class)
			.hasSingleBean(PrometheusMasterRegistry.class)
			.doesNotHaveBean(WorkerMetrics.class));
		this.master.withClassLoader(NO_PROMETHEUS)
			.run((context) -> assertThat(context).hasSingleBean(MasterMetrics.class)
				.hasSingleBean(MasterRegistry.class)
				.doesNotHaveBean(PrometheusMasterRegistry.class));
	}

	private static String readBy(ApplicationContext context) {
		Object registry = ReflectionTestUtils.getField(context.getBean(MetricsEndpoint.class), "registry");
		return (registry != null) ? registry.getClass().getSimpleName() : "";
	}

}
