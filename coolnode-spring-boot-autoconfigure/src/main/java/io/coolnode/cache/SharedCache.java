package io.coolnode.cache;

import org.springframework.cache.Cache;

/**
 * A cache in memory whose evictions, updates and clearings reach those of the same name
 * in all workers.
 */
interface SharedCache extends Cache {

	/**
	 * Return the cache of this process, of which no other worker hears: for values that
	 * were loaded, and for what other workers have told.
	 * @return the cache
	 */
	Cache local();

}
