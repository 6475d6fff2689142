/**
 * An application with most of what a Spring Boot application may have, to see what of it
 * comes to life in which process.
 */
@NullMarked
package io.coolnode.it.zoo;

import org.jspecify.annotations.NullMarked;
