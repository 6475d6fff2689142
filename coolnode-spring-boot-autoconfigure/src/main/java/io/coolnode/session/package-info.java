/**
 * HTTP sessions, and other state of an application, where there are several processes.
 */
@NullMarked
package io.coolnode.session;

import org.jspecify.annotations.NullMarked;
