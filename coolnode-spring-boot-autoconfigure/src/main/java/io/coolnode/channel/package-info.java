/**
 * Routing, subscriptions and holding of messages, and the words that our own packages
 * exchange.
 */
@NullMarked
package io.coolnode.channel;

import org.jspecify.annotations.NullMarked;
