/**
 * Caches of all workers: what is evicted in one is evicted in all.
 */
@NullMarked
package io.coolnode.cache;

import org.jspecify.annotations.NullMarked;
