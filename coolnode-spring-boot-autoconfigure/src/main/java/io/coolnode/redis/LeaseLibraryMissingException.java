package io.coolnode.redis;

import java.util.Set;
import java.util.TreeSet;

/**
 * Thrown when scheduled methods shall run on one of several machines at a time, and what
 * keeps the leases is not there.
 */
public class LeaseLibraryMissingException extends RuntimeException {

	private final Set<String> places;

	/**
	 * Create an exception.
	 * @param places where the methods run on each machine
	 */
	public LeaseLibraryMissingException(Set<String> places) {
		super("ShedLock, which keeps the leases of scheduled methods, is not on the class path");
		this.places = new TreeSet<>(places);
	}

	Set<String> getPlaces() {
		return this.places;
	}

}
