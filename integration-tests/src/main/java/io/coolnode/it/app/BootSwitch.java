package io.coolnode.it.app;

import java.nio.file.Files;
import java.nio.file.Path;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

import io.coolnode.Channel;

/**
 * Delays or spoils the start of a worker, as properties say: {@code test.delay.<code>} in
 * milliseconds; {@code test.fail.<code>} as {@code error}, {@code analysed}, {@code exit}
 * or {@code halt}, while the file {@code test.fail-while} exists, if one is named. It
 * asks for the code while beans are created, unless {@code test.boot-switch} is
 * {@code false}.
 */
@Component
@ConditionalOnBooleanProperty(name = "test.boot-switch", matchIfMissing = true)
class BootSwitch implements InitializingBean {

	private final Channel channel;

	private final Environment environment;

	BootSwitch(Channel channel, Environment environment) {
		this.channel = channel;
		this.environment = environment;
	}

	@Override
	public void afterPropertiesSet() throws InterruptedException {
		if (this.channel.isWorker()) {
			Thread.sleep(this.environment.getProperty("test.delay." + this.channel.code(), Long.class, 0L));
			String file = this.environment.getProperty("test.fail-while");
			if (file == null || Files.exists(Path.of(file))) {
				fail(this.environment.getProperty("test.fail." + this.channel.code(), "no"));
			}
		}
	}

	private void fail(String how) {
		switch (how) {
			case "error" -> throw new IllegalStateException("This worker was told to fail");
			case "analysed" -> throw new BootSwitchException(this.channel.code());
			case "exit" -> System.exit(3);
			case "halt" -> Runtime.getRuntime().halt(4);
			default -> {
			}
		}
	}

}
