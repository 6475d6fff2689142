/**
 * Connections, frames and the handshake: the channel over loopback TCP.
 */
@NullMarked
package io.coolnode.channel.tcp;

import org.jspecify.annotations.NullMarked;
