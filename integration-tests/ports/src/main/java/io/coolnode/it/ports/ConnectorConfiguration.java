package io.coolnode.it.ports;

import org.apache.catalina.connector.Connector;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * A connector beside that of {@code server.port}.
 */
@Configuration(proxyBeanMethods = false)
class ConnectorConfiguration {

	@Bean
	@ConditionalOnProperty("ports.additional")
	WebServerFactoryCustomizer<TomcatServletWebServerFactory> additionalConnector(
			@Value("${ports.additional}") int port) {
		return (factory) -> {
			Connector connector = new Connector();
			connector.setPort(port);
			connector.setProperty("maxThreads", "17");
			factory.addAdditionalConnectors(connector);
		};
	}

}
