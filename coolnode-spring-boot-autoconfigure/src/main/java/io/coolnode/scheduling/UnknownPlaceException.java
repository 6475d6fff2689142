package io.coolnode.scheduling;

import java.util.List;

/**
 * Thrown when a scheduled method shall run where no process is.
 */
class UnknownPlaceException extends RuntimeException {

	private final String place;

	private final String origin;

	private final List<String> codes;

	/**
	 * Create an exception.
	 * @param place what was said
	 * @param origin where it was said
	 * @param codes the codes that workers have
	 */
	UnknownPlaceException(String place, String origin, List<String> codes) {
		super(origin + " names '" + place + "', which no worker is; the workers are " + String.join(", ", codes));
		this.place = place;
		this.origin = origin;
		this.codes = List.copyOf(codes);
	}

	String getPlace() {
		return this.place;
	}

	String getOrigin() {
		return this.origin;
	}

	List<String> getCodes() {
		return this.codes;
	}

}
