package io.coolnode.it.ports;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.ApplicationPidFileWriter;
import org.springframework.boot.web.server.context.WebServerPortFileWriter;
import org.springframework.boot.web.servlet.support.SpringBootServletInitializer;

/**
 * The application, which can be deployed in a servlet container as well.
 */
@SpringBootApplication
public class PortsApplication extends SpringBootServletInitializer {

	public static void main(String[] args) {
		SpringApplication application = new SpringApplication(PortsApplication.class);
		application.addListeners(new ApplicationPidFileWriter(), new WebServerPortFileWriter());
		application.run(args);
	}

	@Override
	protected SpringApplicationBuilder configure(SpringApplicationBuilder builder) {
		return builder.sources(PortsApplication.class);
	}

}
