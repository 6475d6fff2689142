package io.coolnode.metrics;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeansException;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.micrometer.metrics.autoconfigure.MeterRegistryCustomizer;
import org.springframework.boot.util.LambdaSafe;
import org.springframework.core.ResolvableType;

/**
 * The registry of a master: the application's, if something that lives in the master has
 * brought it to life, and else one with the meters of the cluster and the JVM, to which
 * the application's filters and customizers are applied. The application's own would
 * bring all to life that it measures, such as data sources.
 */
public class MasterRegistry implements DisposableBean {

	private static final Log logger = LogFactory.getLog(MasterRegistry.class);

	private final ConfigurableListableBeanFactory beans;

	private final List<MeterBinder> cluster;

	private final Supplier<? extends MeterRegistry> creator;

	private final JvmGcMetrics collector = new JvmGcMetrics();

	// confined to the thread that collects metrics, and at the end to that which closes
	// the context
	private @Nullable MeterRegistry own;

	/**
	 * Create the registry of a master, which is made when it is needed.
	 * @param beans the beans of the master
	 * @param cluster the meters of the cluster
	 * @param creator makes a registry
	 */
	public MasterRegistry(ConfigurableListableBeanFactory beans, List<MeterBinder> cluster,
			Supplier<? extends MeterRegistry> creator) {
		this.beans = beans;
		this.cluster = List.copyOf(cluster);
		this.creator = creator;
	}

	/**
	 * Return where the metrics of a kind are taken from.
	 * @param view the kind
	 * @return the source, which may have none
	 */
	SnapshotSource source(String view) {
		return view.equals(MetricViews.METERS) ? new MeterSource(registry()) : () -> Snapshot.EMPTY;
	}

	final MeterRegistry registry() {
		for (String name : this.beans.getBeanNamesForType(MeterRegistry.class, true, false)) {
			if (this.beans.containsSingleton(name)) {
				return this.beans.getBeanProvider(MeterRegistry.class)
					.getIfUnique(() -> this.beans.getBean(name, MeterRegistry.class));
			}
		}
		return own();
	}

	final MeterRegistry own() {
		MeterRegistry registry = this.own;
		if (registry == null) {
			registry = create();
			this.own = registry;
		}
		return registry;
	}

	private MeterRegistry create() {
		MeterRegistry registry = this.creator.get();
		try {
			customize(registry);
		}
		catch (BeansException ex) {
			logger.warn("The application's filters and customizers of meters are not applied in the master: "
					+ ex.getMessage());
		}
		this.cluster.forEach((binder) -> binder.bindTo(registry));
		Arrays
			.asList(new JvmMemoryMetrics(), this.collector, new JvmThreadMetrics(), new ClassLoaderMetrics(),
					new ProcessorMetrics(), new UptimeMetrics(), new FileDescriptorMetrics())
			.forEach((binder) -> binder.bindTo(registry));
		return registry;
	}

	private void customize(MeterRegistry registry) {
		List<MeterRegistryCustomizer<?>> customizers = this.beans
			.<MeterRegistryCustomizer<?>>getBeanProvider(ResolvableType.forClass(MeterRegistryCustomizer.class))
			.orderedStream()
			.toList();
		List<MeterFilter> filters = this.beans.getBeanProvider(MeterFilter.class).orderedStream().toList();
		applyTo(registry, customizers);
		filters.forEach(registry.config()::meterFilter);
	}

	@SuppressWarnings("unchecked")
	private static void applyTo(MeterRegistry registry, List<MeterRegistryCustomizer<?>> customizers) {
		LambdaSafe.callbacks(MeterRegistryCustomizer.class, customizers, registry)
			.invoke((customizer) -> customizer.customize(registry));
	}

	@Override
	public void destroy() {
		this.collector.close();
		MeterRegistry registry = this.own;
		if (registry != null) {
			registry.close();
		}
	}

}
