package io.coolnode.cluster;

import java.time.Duration;

/**
 * When processes are replaced although nothing is wrong with them.
 *
 * @param maxRequests how many requests one may serve, or 0 for no limit
 * @param maxAge how old one may become, or zero for no limit
 * @param maxMemory how many bytes of resident memory one may have, or 0 for no limit
 */
public record RecycleSettings(long maxRequests, Duration maxAge, long maxMemory) {

	/**
	 * No limit.
	 */
	public static final RecycleSettings OFF = new RecycleSettings(0, Duration.ZERO, 0);

	boolean isOn() {
		return this.maxRequests > 0 || !this.maxAge.isZero() || this.maxMemory > 0;
	}

}
