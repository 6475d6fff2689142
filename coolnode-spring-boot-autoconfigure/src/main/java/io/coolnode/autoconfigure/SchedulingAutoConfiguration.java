package io.coolnode.autoconfigure;

import java.util.List;
import java.util.stream.IntStream;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

import io.coolnode.Cluster;
import io.coolnode.Worker;
import io.coolnode.WorkerState;
import io.coolnode.boot.MasterOnly;
import io.coolnode.boot.ProcessRole;
import io.coolnode.boot.Role;
import io.coolnode.boot.WorkerNode;
import io.coolnode.cluster.PlaceCodes;
import io.coolnode.scheduling.ScheduledTasksPostProcessor;

/**
 * Auto-configuration of scheduled methods that run in one process of the cluster at a
 * time.
 */
@AutoConfiguration(after = CoolNodeAutoConfiguration.class)
@EnableConfigurationProperties(CoolSchedulingProperties.class)
@Import(LeasedSchedulingConfiguration.class)
public final class SchedulingAutoConfiguration {

	/**
	 * What runs in the master.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnRole(Role.MASTER)
	static class MasterSchedulingConfiguration {

		@Bean
		static ScheduledTasksPostProcessor coolNodeScheduledTasks(ProcessRole role, Environment environment,
				ConfigurableListableBeanFactory beanFactory) {
			List<String> codes = IntStream.range(0, role.workers()).mapToObj(PlaceCodes::of).toList();
			boolean shared = environment.getProperty(LeasedSchedulingConfiguration.ENABLED, Boolean.class, false);
			return ScheduledTasksPostProcessor.master(ScheduledInMaster.placement(environment), codes,
					new MasterOnly(beanFactory)::contains, shared);
		}

		@Bean
		ScheduledPlacesListener coolNodeScheduledPlacesListener(ScheduledTasksPostProcessor processor) {
			return new ScheduledPlacesListener(processor.lostPlaces());
		}

	}

	/**
	 * What runs in a worker.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnRole(Role.WORKER)
	static class WorkerSchedulingConfiguration {

		@Bean
		static ScheduledTasksPostProcessor coolNodeScheduledTasks(ProcessRole role, Environment environment) {
			WorkerNode worker = role.worker();
			ScheduledTasksPostProcessor processor = ScheduledTasksPostProcessor
				.worker(ScheduledInMaster.placement(environment), codesOfFirstSet(worker.cluster()));
			worker.agent().perform(new ScheduledDuty(processor.tasks(), worker::code));
			return processor;
		}

		/**
		 * Return the codes that must exist. Once the cluster has started, a place that is
		 * gone again ends no worker.
		 * @param cluster the workers
		 * @return the codes, none if it does not matter
		 */
		private static List<String> codesOfFirstSet(Cluster cluster) {
			boolean started = cluster.localWorkers().stream().anyMatch((worker) -> worker.state() == WorkerState.READY);
			return started ? List.of() : cluster.localWorkers().stream().map(Worker::code).toList();
		}

	}

}
