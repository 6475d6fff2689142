/**
 * A cluster within a test: the other processes are made up, the application's channel is
 * as in production.
 */
@NullMarked
package io.coolnode.test;

import org.jspecify.annotations.NullMarked;
