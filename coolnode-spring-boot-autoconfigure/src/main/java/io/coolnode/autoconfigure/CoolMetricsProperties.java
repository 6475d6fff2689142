package io.coolnode.autoconfigure;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Properties of the metrics of a cluster.
 */
@ConfigurationProperties("cool.metrics")
public class CoolMetricsProperties {

	/**
	 * Whether the endpoints 'metrics' and 'prometheus' of any worker speak for all
	 * processes. Otherwise each speaks for its own worker.
	 */
	private boolean enabled = true;

	/**
	 * How often the master asks workers for what they have counted, also if nobody wants
	 * to know. What a worker that is killed has counted since then is lost.
	 */
	private Duration interval = Duration.ofSeconds(10);

	public boolean isEnabled() {
		return this.enabled;
	}

	public void setEnabled(boolean enabled) {
		this.enabled = enabled;
	}

	public Duration getInterval() {
		return this.interval;
	}

	public void setInterval(Duration interval) {
		PropertyRange.atLeast("cool.metrics.interval", interval, Duration.ofSeconds(1));
		this.interval = interval;
	}

}
