package io.coolnode.boot;

/**
 * Thrown when a process would create anew the tables of a database which others use.
 */
class SharedSchemaException extends RuntimeException {

	private final String property;

	private final String action;

	private final String url;

	/**
	 * Create an exception.
	 * @param property the name of the JPA provider's property
	 * @param action its value
	 * @param url the address of the database
	 */
	SharedSchemaException(String property, String action, String url) {
		super("With " + property + "=" + action + " each worker would create the tables at " + url + " anew");
		this.property = property;
		this.action = action;
		this.url = url;
	}

	String getProperty() {
		return this.property;
	}

	String getAction() {
		return this.action;
	}

	String getUrl() {
		return this.url;
	}

}
