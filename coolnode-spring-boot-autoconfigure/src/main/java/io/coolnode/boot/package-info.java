/**
 * The glue to Spring Boot: which role a process has, and how its life follows that of the
 * context.
 */
@NullMarked
package io.coolnode.boot;

import org.jspecify.annotations.NullMarked;
