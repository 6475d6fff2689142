package io.coolnode.boot;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

import io.coolnode.cluster.PortSharing;

/**
 * The properties that say which ports workers share, which are checked before there is a
 * context.
 */
final class PortProperties {

	private static final String SHARING = "cool.server.port-sharing";

	private static final String MANAGEMENT_PORT = "management.server.port";

	private static final String MANAGEMENT = "org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration";

	private static final int DEFAULT_PORT = 8080;

	private PortProperties() {
	}

	/**
	 * Check that workers can share the ports.
	 * @param environment the environment
	 * @param system the name of the operating system
	 * @throws InvalidConfigurationPropertyValueException if they cannot
	 */
	static void check(Environment environment, String system) {
		Binder binder = Binder.get(environment);
		PortSharing sharing = binder.bind(SHARING, PortSharing.class).orElse(PortSharing.INHERIT);
		if (sharing == PortSharing.REUSE_PORT && !system.equals("Linux")) {
			throw new InvalidConfigurationPropertyValueException(SHARING, environment.getProperty(SHARING),
					"Only Linux distributes connections among sockets on one port. Use 'inherit'.");
		}
		int port = binder.bind("server.port", Integer.class).orElse(DEFAULT_PORT);
		int managementPort = binder.bind(MANAGEMENT_PORT, Integer.class).orElse(port);
		if (sharing == PortSharing.INHERIT && managementPort > 0 && managementPort != port
				&& ClassUtils.isPresent(MANAGEMENT, PortProperties.class.getClassLoader())) {
			throw new InvalidConfigurationPropertyValueException(MANAGEMENT_PORT, managementPort,
					"With cool.server.workers greater than 0, all workers would take this port. Set " + SHARING
							+ "=reuse-port, which gives each worker sockets of its own, or serve management "
							+ "endpoints on the port of the application by removing this property.");
		}
	}

}
