package io.coolnode.cluster;

import java.time.Duration;

/**
 * What the user decided about the workers.
 *
 * @param node the name of this machine
 * @param workers how many there are, 1 or more
 * @param standby how many spares there are beside them
 * @param concurrentBoots how many may boot at a time
 * @param startupTimeout how long one may boot
 * @param heartbeatTimeout how long one may give no sign of life
 * @param recycle when one is replaced although nothing is wrong with it
 * @param stopDelay how long to go on serving after a stop was asked for
 * @param drainTimeout how long one may drain
 * @param maxFailures how many boot failures in the window end the attempts of a place
 * @param window the time in which boot failures are counted
 * @param maxBackoff the longest pause after a boot failure
 * @param crash where the reports of deaths are kept
 * @param firstBootsAlone whether no other one boots before the first is ready
 */
public record ClusterSettings(String node, int workers, int standby, int concurrentBoots, Duration startupTimeout,
		Duration heartbeatTimeout, RecycleSettings recycle, Duration stopDelay, Duration drainTimeout, int maxFailures,
		Duration window, Duration maxBackoff, CrashSettings crash, boolean firstBootsAlone) {

}
