/**
 * Scheduled methods that run in one process of the cluster at a time.
 */
@NullMarked
package io.coolnode.scheduling;

import org.jspecify.annotations.NullMarked;
