package io.coolnode.benchmarks.relay;

import org.springframework.stereotype.Component;

import io.coolnode.ChannelListener;
import io.coolnode.benchmarks.Usage;

/**
 * Says, in each process, what it has used.
 */
@Component
class UsageReporter {

	@ChannelListener(RelayMeasure.USAGE)
	Usage usage() {
		return Usage.now();
	}

}
