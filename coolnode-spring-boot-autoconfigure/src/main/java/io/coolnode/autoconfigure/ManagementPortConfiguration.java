package io.coolnode.autoconfigure;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

import io.coolnode.boot.ProcessRole;
import io.coolnode.boot.Role;
import io.coolnode.channel.InternalChannel;
import io.coolnode.cluster.PortSharing;

/**
 * Lets workers share the port of a separate management context, if each has sockets of
 * its own. Else such a port is any that is free, since another one fails the start. The
 * access log of that context goes where the other one does, and Tomcat's directory is
 * deleted however the worker ends.
 */
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
@ConditionalOnClass(TomcatServletWebServerFactory.class)
@ConditionalOnRole(Role.WORKER)
class ManagementPortConfiguration {

	@Bean
	WebServerFactoryCustomizer<TomcatServletWebServerFactory> coolNodeSharedManagementPort(ProcessRole role,
			Environment environment) {
		return (factory) -> {
			new TemporaryDirectories(role.worker(), environment).customize(factory);
			if (role.worker().sharing() == PortSharing.REUSE_PORT) {
				new SharedPortCustomizer(role.worker()).customize(factory);
			}
		};
	}

	@Bean
	AccessLogCustomizer coolNodeManagementAccessLog(CoolLoggingProperties properties,
			ObjectProvider<InternalChannel> channel, Environment environment) {
		return new AccessLogCustomizer(properties, channel, environment);
	}

}
