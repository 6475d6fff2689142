/**
 * Serving and draining an inherited listening socket with Tomcat.
 */
@NullMarked
package io.coolnode.cluster.tomcat;

import org.jspecify.annotations.NullMarked;
