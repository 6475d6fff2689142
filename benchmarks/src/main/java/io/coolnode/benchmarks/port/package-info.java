/**
 * What one HTTP port costs that workers share, beside one plain JVM.
 */
@NullMarked
package io.coolnode.benchmarks.port;

import org.jspecify.annotations.NullMarked;
