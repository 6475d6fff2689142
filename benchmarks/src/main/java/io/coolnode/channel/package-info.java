/**
 * Benchmarks of what is not public in the package of the same name.
 */
@NullMarked
package io.coolnode.channel;

import org.jspecify.annotations.NullMarked;
