package io.coolnode.metrics;

import java.util.List;

/**
 * The kinds of families in Prometheus.
 */
enum PrometheusKind {

	COUNTER, GAUGE, HISTOGRAM, GAUGE_HISTOGRAM, SUMMARY, INFO, STATE_SET, UNKNOWN;

	/**
	 * Return the suffixes of the names under which samples appear.
	 * @return the suffixes, of which an empty one stands for the family's own name
	 */
	List<String> suffixes() {
		return switch (this) {
			case COUNTER -> List.of("_total");
			case HISTOGRAM -> List.of("", "_bucket", "_count", "_sum");
			case GAUGE_HISTOGRAM -> List.of("", "_gcount", "_gsum");
			case SUMMARY -> List.of("", "_count", "_sum");
			case INFO -> List.of("_info");
			case GAUGE, STATE_SET, UNKNOWN -> List.of("");
		};
	}

}
