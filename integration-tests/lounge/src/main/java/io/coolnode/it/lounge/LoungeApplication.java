package io.coolnode.it.lounge;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.cache.annotation.EnableCaching;

/**
 * The application that the process tests of sessions, WebSockets and caches start.
 */
@SpringBootApplication
@EnableCaching
public class LoungeApplication {

	public static void main(String[] args) {
		SpringApplication.run(LoungeApplication.class, args);
	}

}
