package io.coolnode.benchmarks.stopped;

import java.io.IOException;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContext;
import org.springframework.stereotype.Component;

import io.coolnode.Channel;
import io.coolnode.ChannelListener;
import io.coolnode.ConditionalOnMaster;
import io.coolnode.benchmarks.Results;

/**
 * Stops {@code C} and prints results, in the master.
 */
@Component
@ConditionalOnMaster
class Control {

	private final ApplicationContext context;

	private final Channel channel;

	Control(ApplicationContext context, Channel channel) {
		this.context = context;
		this.channel = channel;
	}

	@ChannelListener(StoppedMeasure.SIGNAL)
	void signal(String signal) throws IOException, InterruptedException {
		long pid = this.channel.cluster().worker("C").orElseThrow().pid().orElseThrow();
		int status = new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).inheritIO().start().waitFor();
		if (status != 0) {
			throw new IOException("kill ended with " + status);
		}
	}

	@ChannelListener(StoppedMeasure.RESULT)
	void result(String metric, double value) {
		Results.print(metric, value);
	}

	@ChannelListener(StoppedMeasure.DONE)
	void done(String failure) {
		System.err.print(failure);
		int status = failure.isEmpty() ? 0 : 1;
		new Thread(() -> System.exit(SpringApplication.exit(this.context, () -> status)), "end").start();
	}

}
