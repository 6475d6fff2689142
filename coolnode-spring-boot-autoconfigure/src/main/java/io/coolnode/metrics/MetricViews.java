package io.coolnode.metrics;

/**
 * The kinds of metrics that processes tell one another.
 */
final class MetricViews {

	/**
	 * Meters under Micrometer's names, for the endpoint {@code metrics}.
	 */
	static final String METERS = "meters";

	/**
	 * Families of Prometheus, for the endpoint {@code prometheus}.
	 */
	static final String PROMETHEUS = "prometheus";

	private MetricViews() {
	}

}
