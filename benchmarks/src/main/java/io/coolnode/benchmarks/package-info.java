/**
 * What the measures have in common. Each measure is a package of its own with a main
 * program.
 */
@NullMarked
package io.coolnode.benchmarks;

import org.jspecify.annotations.NullMarked;
