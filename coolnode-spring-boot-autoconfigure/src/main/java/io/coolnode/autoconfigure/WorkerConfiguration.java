package io.coolnode.autoconfigure;

import java.util.List;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

import io.coolnode.boot.BrokenListener;
import io.coolnode.boot.ProcessRole;
import io.coolnode.boot.Role;
import io.coolnode.boot.WorkerLifecycle;
import io.coolnode.boot.WorkerShareListener;
import io.coolnode.channel.DataCodec;
import io.coolnode.channel.InternalChannel;
import io.coolnode.cluster.DrainListener;
import io.coolnode.cluster.tomcat.RequestMonitorValve;

/**
 * What makes a process a worker.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnRole(Role.WORKER)
class WorkerConfiguration {

	@Bean(destroyMethod = "close")
	InternalChannel coolNodeInternalChannel(ProcessRole role, CoolChannelProperties properties, DataCodec codec) {
		return role.worker().createChannel(properties.toSettings(), codec).internal();
	}

	@Bean
	WorkerLifecycle coolNodeWorkerLifecycle(ProcessRole role, CoolServerProperties properties, Environment environment,
			List<DrainListener> drainListeners) {
		return new WorkerLifecycle(role.worker(), CoolNodeAutoConfiguration.drainTimeout(properties, environment),
				drainListeners);
	}

	@Bean
	BrokenListener coolNodeBrokenListener(ProcessRole role) {
		return new BrokenListener(role.worker());
	}

	@Bean
	WorkerShareListener coolNodeWorkerShareListener(ProcessRole role) {
		return new WorkerShareListener(role.worker());
	}

	@Bean
	WebServerFactoryCustomizer<TomcatServletWebServerFactory> coolNodeRequestMonitor(ProcessRole role) {
		return (factory) -> {
			RequestMonitorValve valve = new RequestMonitorValve();
			factory.addEngineValves(valve);
			role.worker().agent().monitor(valve);
			role.worker().agent().onDrain(valve);
		};
	}

	@Bean
	TemporaryDirectories coolNodeTemporaryDirectories(ProcessRole role, Environment environment) {
		return new TemporaryDirectories(role.worker(), environment);
	}

	@Bean
	WebServerFactoryCustomizer<TomcatServletWebServerFactory> coolNodeSharedPort(ProcessRole role) {
		return new SharedPortCustomizer(role.worker());
	}

}
