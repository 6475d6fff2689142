package io.coolnode.autoconfigure;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

import io.coolnode.WorkerPropertiesContributor;
import io.coolnode.boot.MasterLifecycle;
import io.coolnode.boot.MasterNode;
import io.coolnode.boot.NodeName;
import io.coolnode.boot.ProcessRole;
import io.coolnode.boot.Role;
import io.coolnode.boot.SchemaScripts;
import io.coolnode.channel.DataCodec;
import io.coolnode.channel.InternalChannel;
import io.coolnode.channel.LinkExtension;
import io.coolnode.cluster.ClusterSettings;
import io.coolnode.cluster.DutyLeases;
import io.coolnode.cluster.process.PrefixedOutput;
import io.coolnode.cluster.process.WorkerOutput;

/**
 * What makes a process a master.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnRole(Role.MASTER)
class MasterConfiguration {

	private static final int DEFAULT_PORT = 8080;

	private static final int DEFAULT_BACKLOG = 100;

	@Bean
	MasterNode coolNodeMaster(ProcessRole role, CoolServerProperties server, CoolChannelProperties channel,
			DataCodec codec, ObjectProvider<WorkerOutput> output, ObjectProvider<LinkExtension> extensions,
			ObjectProvider<DutyLeases> leases, Environment environment, ApplicationEventPublisher publisher,
			ListableBeanFactory beanFactory) {
		server.validate(role.workers());
		Binder binder = Binder.get(environment);
		Duration drainTimeout = CoolNodeAutoConfiguration.drainTimeout(server, environment);
		CoolServerProperties.Restart restart = server.getRestart();
		ClusterSettings cluster = new ClusterSettings(NodeName.of(server.getNode()), role.workers(),
				server.getStandby(), Runtime.getRuntime().availableProcessors(), server.getStartupTimeout(),
				server.getHeartbeatTimeout(), server.getRecycle().toSettings(), server.getStopDelay(), drainTimeout,
				restart.getMaxFailures(), restart.getWindow(), restart.getMaxBackoff(), server.getCrash().toSettings(),
				SchemaScripts.mayMigrate(beanFactory));
		return new MasterNode(new MasterNode.Settings(cluster, channel.toSettings(), channel.getPort(),
				JvmArguments.join(server.getJvmArgs()), binder.bind("server.address", InetAddress.class).orElse(null),
				binder.bind("server.port", Integer.class).orElse(DEFAULT_PORT),
				binder.bind("server.tomcat.accept-count", Integer.class).orElse(DEFAULT_BACKLOG),
				server.getPortSharing(), server.getClassDataSharing() == CoolServerProperties.ClassDataSharing.AUTO),
				codec, output.getIfAvailable(() -> new PrefixedOutput(System.out, System.err)),
				extensions.orderedStream().toList(), leases.getIfAvailable(DutyLeases::none), publisher);
	}

	@Bean(destroyMethod = "")
	InternalChannel coolNodeInternalChannel(MasterNode master) {
		return master.channel().internal();
	}

	@Bean
	MasterLifecycle coolNodeMasterLifecycle(MasterNode master, List<WorkerPropertiesContributor> contributors) {
		return new MasterLifecycle(master, contributors);
	}

}
