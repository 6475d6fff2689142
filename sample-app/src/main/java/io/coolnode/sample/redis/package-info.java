/**
 * A Redis for an application that was told of none.
 */
@NullMarked
package io.coolnode.sample.redis;

import org.jspecify.annotations.NullMarked;
