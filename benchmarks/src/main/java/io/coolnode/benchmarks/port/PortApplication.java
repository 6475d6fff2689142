package io.coolnode.benchmarks.port;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * The application that is measured.
 */
@SpringBootApplication
public class PortApplication {

	/**
	 * Run the application.
	 * @param args the arguments of Spring Boot
	 */
	public static void main(String[] args) {
		SpringApplication.run(PortApplication.class, args);
	}

}
