package io.coolnode.cluster;

import java.util.List;

/**
 * What a worker knows of the requests it serves. All methods may be called from any
 * thread.
 */
public interface RequestMonitor {

	/**
	 * Return how many requests have come since the start.
	 * @return the number, those in service included
	 */
	long count();

	/**
	 * Return how many requests are in service.
	 * @return the number
	 */
	int countInService();

	/**
	 * Return the requests in service in words, each with what its thread is doing.
	 * @return such as "GET /slow for 1200 ms on http-nio-8080-exec-3", then lines of a
	 * stack trace
	 */
	List<String> describeInService();

}
