package io.coolnode.cluster.process;

import java.util.List;

/**
 * How a worker is started so that it uses the class data that others use too.
 *
 * @param options the JVM options to add
 * @param launch what to run, one or two words
 */
record ClassData(List<String> options, List<String> launch) {
}
