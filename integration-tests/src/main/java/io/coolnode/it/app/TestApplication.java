package io.coolnode.it.app;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;

import io.coolnode.Channel;

/**
 * The application that the process tests start. Its {@code main} method ends with an
 * exception in the worker whose code the property {@code test.main-throws} names.
 */
@SpringBootApplication
public class TestApplication {

	public static void main(String[] args) {
		ConfigurableApplicationContext context = SpringApplication.run(TestApplication.class, args);
		String code = context.getBean(Channel.class).code();
		if (code.equals(context.getEnvironment().getProperty("test.main-throws"))) {
			throw new IllegalStateException("The main method of " + code + " was told to throw");
		}
	}

}
