package io.coolnode.autoconfigure;

import org.springframework.boot.context.properties.ConfigurationProperties;

import io.coolnode.scheduling.Placement;

/**
 * Properties of scheduled methods in a cluster.
 */
@ConfigurationProperties("cool.scheduling")
public class CoolSchedulingProperties {

	/**
	 * Where '@Scheduled' methods run that do not say it themselves with '@RunOn': the
	 * code of a worker, 'master', or 'all' for every process.
	 */
	private String runOn = Placement.DEFAULT;

	public String getRunOn() {
		return this.runOn;
	}

	public void setRunOn(String runOn) {
		this.runOn = runOn;
	}

}
