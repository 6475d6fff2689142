package io.coolnode.it.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

import io.coolnode.scheduling.RunOn;

/**
 * Writes to a file what an application does besides serving, each line with the pid of
 * the process that does it.
 */
@Component
@EnableScheduling
@ConditionalOnProperty("test.chores")
class Chores implements InitializingBean, SmartLifecycle, ApplicationRunner, DisposableBean {

	private final Path file;

	// volatile: asked for by any thread
	private volatile boolean running;

	Chores(@Value("${test.chores}") Path file) {
		this.file = file;
	}

	private void note(String what) {
		try {
			Files.writeString(this.file, ProcessHandle.current().pid() + " " + what + "\n", StandardOpenOption.CREATE,
					StandardOpenOption.APPEND);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void afterPropertiesSet() {
		note("created");
	}

	@Override
	public void start() {
		this.running = true;
		note("lifecycle");
	}

	@Override
	public void stop() {
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return Integer.MIN_VALUE;
	}

	@Override
	public void run(ApplicationArguments arguments) {
		note("runner");
	}

	@EventListener
	void onRefreshed(ContextRefreshedEvent event) {
		note("refreshed");
	}

	@EventListener
	void onReady(ApplicationReadyEvent event) {
		note("ready");
	}

	@Scheduled(fixedDelay = 100)
	@RunOn("all")
	void look() {
		note("scheduled");
	}

	@Override
	public void destroy() {
		note("destroyed");
	}

}
