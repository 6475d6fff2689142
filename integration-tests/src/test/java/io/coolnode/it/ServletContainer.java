package io.coolnode.it;

import java.io.File;
import java.util.Set;

import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;

import org.springframework.web.SpringServletContainerInitializer;

/**
 * A servlet container with a program of its own, in which an application is deployed.
 */
public final class ServletContainer {

	private ServletContainer() {
	}

	public static void main(String[] args) throws Exception {
		Tomcat tomcat = new Tomcat();
		tomcat.setBaseDir(new File(args[0], "container").getPath());
		tomcat.setPort(0);
		Context context = tomcat.addContext("", args[0]);
		context.addServletContainerInitializer(new SpringServletContainerInitializer(),
				Set.of(Class.forName("io.coolnode.it.ports.PortsApplication")));
		tomcat.getConnector();
		tomcat.start();
		System.out.println("The container serves");
		tomcat.getServer().await();
	}

}
