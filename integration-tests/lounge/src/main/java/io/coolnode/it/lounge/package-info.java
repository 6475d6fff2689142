/**
 * An application that keeps state for people: sessions, WebSockets, rooms and a cache.
 */
package io.coolnode.it.lounge;
