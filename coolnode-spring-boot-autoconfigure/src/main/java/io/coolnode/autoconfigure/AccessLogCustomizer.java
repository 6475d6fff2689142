package io.coolnode.autoconfigure;

import java.io.File;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import org.apache.catalina.Context;
import org.apache.catalina.Pipeline;
import org.apache.catalina.Valve;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.util.Assert;

import io.coolnode.channel.InternalChannel;
import io.coolnode.cluster.tomcat.WorkerAccessLogs;
import io.coolnode.logging.AccessLines;

/**
 * Lets the access log of a worker's Tomcat be written by the master, or to a file that
 * has the worker's code in its name. Comes after all that adds access logs.
 */
class AccessLogCustomizer implements WebServerFactoryCustomizer<TomcatServletWebServerFactory>, Ordered {

	private static final String BASE_DIRECTORY = "server.tomcat.basedir";

	private final CoolLoggingProperties properties;

	private final ObjectProvider<InternalChannel> channel;

	private final Environment environment;

	AccessLogCustomizer(CoolLoggingProperties properties, ObjectProvider<InternalChannel> channel,
			Environment environment) {
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
		List<Valve> accessLogs = factory.getEngineValves().stream().filter(WorkerAccessLogs::isAccessLog).toList();
		AtomicReference<Context> context = new AtomicReference<>();
		if (this.channel.getObject().onPromotion(() -> add(accessLogs, context.get()))) {
			factory.setEngineValves(
					factory.getEngineValves().stream().filter((valve) -> !accessLogs.contains(valve)).toList());
			factory.addContextCustomizers(context::set);
		}
		else {
			factory.setEngineValves(forCode(factory.getEngineValves()));
		}
	}

	private void add(List<Valve> valves, @Nullable Context context) {
		Assert.state(context != null, "The web server was not created");
		Pipeline pipeline = context.getParent().getParent().getPipeline();
		forCode(valves).forEach(pipeline::addValve);
	}

	private Collection<Valve> forCode(Collection<Valve> valves) {
		WorkerAccessLogs accessLogs = new WorkerAccessLogs(this.channel.getObject().channel().code());
		AccessLines lines = AccessLines.current();
		if (lines != null && this.properties.getAccessLog() == CoolLoggingProperties.AccessLog.MASTER) {
			File base = this.environment.getProperty(BASE_DIRECTORY, File.class);
			return accessLogs.ship(valves, (base != null) ? base.getAbsoluteFile() : null, lines::write);
		}
		accessLogs.separate(valves);
		return valves;
	}

}
