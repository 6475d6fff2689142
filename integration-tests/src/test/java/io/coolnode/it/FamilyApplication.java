package io.coolnode.it;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.ApplicationPidFileWriter;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerPortFileWriter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.coolnode.ConditionalOnMaster;

/**
 * An application the context of which has a parent, and which declares as beans what
 * writes the files of its pid and port.
 */
public final class FamilyApplication {

	private FamilyApplication() {
	}

	public static void main(String[] args) throws ClassNotFoundException {
		new SpringApplicationBuilder(Parent.class)
			.child(Class.forName("io.coolnode.it.ports.PortsApplication"), Child.class)
			.run(args);
	}

	/**
	 * What the parent has.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Parent {

		@Bean
		Room cellar() {
			return new Room("cellar");
		}

		@Bean
		@ConditionalOnMaster
		Room attic() {
			return new Room("attic");
		}

	}

	/**
	 * What the child has beside what serves.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Child {

		@Bean
		ApplicationPidFileWriter pidFileWriter() {
			ApplicationPidFileWriter writer = new ApplicationPidFileWriter("family.pid");
			writer.setTriggerEventType(ApplicationReadyEvent.class);
			return writer;
		}

		@Bean
		WebServerPortFileWriter portFileWriter() {
			return new WebServerPortFileWriter("family.port");
		}

	}

	/**
	 * Tells when it comes to life.
	 */
	static final class Room {

		Room(String name) {
			System.out.println("The " + name + " is opened in process " + ProcessHandle.current().pid());
		}

	}

}
