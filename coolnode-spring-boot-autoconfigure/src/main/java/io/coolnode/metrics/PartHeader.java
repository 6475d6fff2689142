package io.coolnode.metrics;

/**
 * Says of a snapshot in an answer of the master's whose it is.
 *
 * @param code the code of its process
 * @param whole whether that process has just told it; else only its totals count
 */
record PartHeader(String code, boolean whole) {

}
