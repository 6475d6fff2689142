/**
 * The public API of Cool-Node: what an application injects, implements and listens to.
 */
@NullMarked
package io.coolnode;

import org.jspecify.annotations.NullMarked;
