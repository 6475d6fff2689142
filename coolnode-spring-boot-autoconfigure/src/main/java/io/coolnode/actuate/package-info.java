/**
 * The cluster in Actuator: its endpoint, its health, and probes that speak for all
 * workers.
 */
@NullMarked
package io.coolnode.actuate;

import org.jspecify.annotations.NullMarked;
