/**
 * Benchmarks of what is not public in the package of the same name.
 */
@NullMarked
package io.coolnode.channel.tcp;

import org.jspecify.annotations.NullMarked;
