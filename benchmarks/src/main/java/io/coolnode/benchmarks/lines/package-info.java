/**
 * Measures how many lines a second workers log through their master, and how long a call
 * takes.
 */
@NullMarked
package io.coolnode.benchmarks.lines;

import org.jspecify.annotations.NullMarked;
