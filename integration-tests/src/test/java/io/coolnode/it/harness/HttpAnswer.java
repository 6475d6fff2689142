package io.coolnode.it.harness;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * An answer of an application.
 *
 * @param status the status
 * @param headers the headers, with names in lower case
 * @param body the body
 */
public record HttpAnswer(int status, Map<String, String> headers, byte[] body) {

	/**
	 * The status by which the test application refuses what was meant for another worker.
	 */
	static final int MISDIRECTED = 421;

	/**
	 * Return the body as text.
	 * @return the text
	 */
	public String text() {
		return new String(this.body, StandardCharsets.UTF_8);
	}

	/**
	 * Return who answered, which the test application says in a header.
	 * @return the worker
	 */
	public WorkerRef worker() {
		return WorkerRef.parse(this.headers.getOrDefault("x-worker", "none 0 0"));
	}

	/**
	 * Return whether the connection serves no other request.
	 * @return whether it ends
	 */
	public boolean closes() {
		return "close".equalsIgnoreCase(this.headers.get("connection"));
	}

}
