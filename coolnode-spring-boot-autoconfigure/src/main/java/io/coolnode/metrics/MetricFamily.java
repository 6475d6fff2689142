package io.coolnode.metrics;

import java.util.List;

/**
 * All points of one name.
 *
 * @param name the name
 * @param kind what kind of thing is measured; families of one name and different kinds do
 * not go together
 * @param help what it is, in words, or an empty text
 * @param unit the unit, or an empty text
 * @param points the points
 */
record MetricFamily(String name, String kind, String help, String unit, List<MetricPoint> points) {

}
