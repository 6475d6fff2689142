package io.coolnode.benchmarks.port;

/**
 * What a load of some seconds has shown.
 *
 * @param perSecond requests answered in a second
 * @param p50Micros the median of the response times
 * @param p99Micros the 99th percentile
 * @param failed requests without a good answer
 */
record Sample(double perSecond, double p50Micros, double p99Micros, long failed) {

}
