package io.coolnode.autoconfigure;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Properties of caches with several workers.
 */
@ConfigurationProperties("cool.cache")
public class CoolCacheProperties {

	/**
	 * Whether evictions, updates and clearings of caches in memory reach those of all
	 * workers.
	 */
	private boolean evictEverywhere = false;

	public boolean isEvictEverywhere() {
		return this.evictEverywhere;
	}

	public void setEvictEverywhere(boolean evictEverywhere) {
		this.evictEverywhere = evictEverywhere;
	}

}
