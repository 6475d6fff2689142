/**
 * WebSockets across workers: STOMP with the simple broker, and rooms.
 */
@NullMarked
package io.coolnode.websocket;

import org.jspecify.annotations.NullMarked;
