package io.coolnode.autoconfigure;

import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;

import io.coolnode.boot.WorkerNode;
import io.coolnode.cluster.PortSharing;
import io.coolnode.cluster.process.OwnListeners;
import io.coolnode.cluster.process.StandardDescriptors;
import io.coolnode.cluster.tomcat.LoadValve;
import io.coolnode.cluster.tomcat.SharedConnectors;
import io.coolnode.cluster.tomcat.SharedPortProtocol;

/**
 * Lets Tomcat serve the ports that workers share.
 */
class SharedPortCustomizer implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

	private final WorkerNode worker;

	SharedPortCustomizer(WorkerNode worker) {
		this.worker = worker;
	}

	@Override
	public void customize(TomcatServletWebServerFactory factory) {
		factory.setProtocol(SharedPortProtocol.class.getName());
		factory.addConnectorCustomizers(this::share);
		factory.addEngineValves(new LoadValve(this.worker.load()));
		factory.addContextCustomizers(this::shareOthers);
	}

	private void share(Connector connector) {
		if (connector.getProtocolHandler() instanceof SharedPortProtocol protocol) {
			if (reusesPorts()) {
				protocol.reusePort(OwnListeners::stopQueueing);
			}
			else {
				protocol.inherit(StandardDescriptors::preserveOutput, this.worker.load());
			}
			this.worker.serve(protocol.traffic());
		}
	}

	private void shareOthers(Context context) {
		SharedConnectors others = new SharedConnectors(context);
		if (reusesPorts()) {
			others.reusePorts(this.worker::serve, OwnListeners::stopQueueing);
		}
		else {
			others.refuse();
		}
	}

	private boolean reusesPorts() {
		return this.worker.sharing() == PortSharing.REUSE_PORT;
	}

}
