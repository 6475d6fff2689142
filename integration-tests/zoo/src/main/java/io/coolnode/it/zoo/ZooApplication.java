package io.coolnode.it.zoo;

import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.jms.annotation.EnableJms;
import org.springframework.scheduling.annotation.EnableScheduling;

/**
 * The application, which is a configuration and a runner at once.
 */
@SpringBootApplication
@EnableScheduling
@EnableJms
public class ZooApplication implements CommandLineRunner {

	private final Diary diary;

	ZooApplication(Diary diary) {
		this.diary = diary;
	}

	public static void main(String[] args) {
		SpringApplication.run(ZooApplication.class, args);
	}

	@Override
	public void run(String... args) {
		this.diary.note("application-runner");
	}

	@Bean
	Visitors visitors() {
		return new Visitors();
	}

	/**
	 * What a runner that is a configuration declares.
	 */
	static final class Visitors {

	}

}
