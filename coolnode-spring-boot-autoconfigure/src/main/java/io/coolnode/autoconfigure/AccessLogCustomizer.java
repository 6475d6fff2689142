package io.coolnode.autoconfigure;

import java.io.File;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;

import io.coolnode.Channel;
import io.coolnode.cluster.tomcat.WorkerAccessLogs;
import io.coolnode.logging.AccessLines;

/**
 * Lets the access log of a worker's Tomcat be written by the master, or to a file that
 * has the worker's code in its name. Comes after all that adds access logs.
 */
class AccessLogCustomizer implements WebServerFactoryCustomizer<TomcatServletWebServerFactory>, Ordered {

	private static final String BASE_DIRECTORY = "server.tomcat.basedir";

	private final CoolLoggingProperties properties;

	private final ObjectProvider<Channel> channel;

	private final Environment environment;

	AccessLogCustomizer(CoolLoggingProperties properties, ObjectProvider<Channel> channel, Environment environment) {
		this.properties = properties;
		this.channel = channel;
		this.environment = environment;
	}

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

	@Override
	public void customize(TomcatServletWebServerFactory factory) {
		WorkerAccessLogs accessLogs = new WorkerAccessLogs(this.channel.getObject().code());
		AccessLines lines = AccessLines.current();
		if (lines != null && this.properties.getAccessLog() == CoolLoggingProperties.AccessLog.MASTER) {
			File base = this.environment.getProperty(BASE_DIRECTORY, File.class);
			factory.setEngineValves(accessLogs.ship(factory.getEngineValves(),
					(base != null) ? base.getAbsoluteFile() : null, lines::write));
		}
		else {
			accessLogs.separate(factory.getEngineValves());
		}
	}

}
