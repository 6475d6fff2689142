package io.coolnode.boot;

import java.io.File;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.ApplicationPidFileWriter;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerPortFileWriter;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FileWriters} and {@link MasterPortFile}.
 */
class FileWritersTests {

	@TempDir
	private Path directory;

	@Test
	void listenersWhenRemovedWriteNothing() {
		Path pidFile = this.directory.resolve("app.pid");
		SpringApplication application = application();
		application.addListeners(new ApplicationPidFileWriter(pidFile.toFile()), new WebServerPortFileWriter());
		FileWriters.remove(application);
		assertThat(application.getListeners()).noneMatch(WebServerPortFileWriter.class::isInstance);
		try (ConfigurableApplicationContext context = application.run()) {
			assertThat(context.isActive()).isTrue();
			assertThat(pidFile).doesNotExist();
		}
	}

	@Test
	void listenersWhenNotInAWorkerStay() {
		Path pidFile = this.directory.resolve("app.pid");
		SpringApplication application = application();
		application.addListeners(new ApplicationPidFileWriter(pidFile.toFile()));
		try (ConfigurableApplicationContext context = application.run()) {
			assertThat(context.isActive()).isTrue();
			assertThat(pidFile).hasContent(Long.toString(ProcessHandle.current().pid()));
		}
	}

	@Test
	void beansWhenRemovedAreThoseThatWriteFiles() {
		SpringApplication application = application();
		application.addInitializers((context) -> context.addBeanFactoryPostProcessor(FileWriters::remove));
		try (ConfigurableApplicationContext context = application.run()) {
			assertThat(context.getBeansOfType(ApplicationListener.class)).containsKey("other")
				.doesNotContainKeys("pidWriter", "portWriter");
		}
	}

	@Test
	void portFileWhenWritersAreListenersAndBeansIsWrittenByAll() {
		File first = this.directory.resolve("first.port").toFile();
		File second = this.directory.resolve("second.port").toFile();
		MasterPortFile listener = new MasterPortFile(
				List.of(new WebServerPortFileWriter(first), new ApplicationPidFileWriter()));
		listener.write(8123, List.of(new WebServerPortFileWriter(second)));
		assertThat(first).hasContent("8123");
		assertThat(second).hasContent("8123");
	}

	private static SpringApplication application() {
		SpringApplication application = new SpringApplication(Writers.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		return application;
	}

	@Configuration(proxyBeanMethods = false)
	static class Writers {

		@Bean
		ApplicationPidFileWriter pidWriter() {
			return new ApplicationPidFileWriter("/nowhere/app.pid");
		}

		@Bean
		WebServerPortFileWriter portWriter() {
			return new WebServerPortFileWriter("/nowhere/app.port");
		}

		@Bean
		ApplicationListener<ApplicationReadyEvent> other() {
			return (event) -> {
			};
		}

	}

}
