package io.coolnode.scheduling;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Warns of scheduled methods that run nowhere, since the worker in which they did was
 * scaled away or given up, and says when they run again. Confined to the thread that
 * tells of the workers.
 */
public final class LostPlaces {

	private static final Log logger = LogFactory.getLog(LostPlaces.class);

	private final Map<String, Integer> methods;

	private final Set<String> lost = new TreeSet<>();

	/**
	 * Create a watch over the places of methods.
	 * @param methods how many methods run in which place
	 */
	LostPlaces(Map<String, Integer> methods) {
		this.methods = new TreeMap<>(methods);
	}

	/**
	 * Look at the workers that there are.
	 * @param codes the codes of those that are not given up
	 */
	public void check(Collection<String> codes) {
		this.methods.forEach((place, count) -> {
			if (!codes.contains(place) && this.lost.add(place)) {
				logger.warn(describe(count) + " nowhere now, since there is no worker " + place + " any more ("
						+ Placement.PROPERTY + ", @RunOn)");
			}
			else if (codes.contains(place) && this.lost.remove(place)) {
				logger.info(describe(count) + " again, since there is a worker " + place);
			}
		});
	}

	private static String describe(int count) {
		return (count == 1) ? "1 @Scheduled method runs" : count + " @Scheduled methods run";
	}

}
