package io.coolnode.benchmarks.relay;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContext;
import org.springframework.stereotype.Component;

import io.coolnode.ChannelListener;
import io.coolnode.ConditionalOnMaster;
import io.coolnode.benchmarks.Results;

/**
 * Prints what {@code A} has measured, and ends the cluster when that was all.
 */
@Component
@ConditionalOnMaster
class ResultPrinter {

	private final ApplicationContext context;

	ResultPrinter(ApplicationContext context) {
		this.context = context;
	}

	@ChannelListener(RelayMeasure.RESULT)
	void result(String metric, double value) {
		Results.print(metric, value);
	}

	@ChannelListener(RelayMeasure.DONE)
	void done(String failure) {
		if (!failure.isEmpty()) {
			System.err.println(failure);
		}
		int status = failure.isEmpty() ? 0 : 1;
		new Thread(() -> System.exit(SpringApplication.exit(this.context, () -> status)), "end").start();
	}

}
