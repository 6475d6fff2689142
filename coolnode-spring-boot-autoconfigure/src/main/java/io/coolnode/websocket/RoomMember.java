package io.coolnode.websocket;

import java.io.IOException;

/**
 * A connection that can be in rooms. Two members are the same if they are equal.
 */
public interface RoomMember {

	/**
	 * Send a message to the client. Called on a thread named {@code coolnode-rooms-…},
	 * for one message after another, and may wait for the client.
	 * @param message the message
	 * @throws IOException if the connection is broken, in which case the member is closed
	 * and leaves all rooms
	 */
	void send(RoomMessage message) throws IOException;

	/**
	 * End the connection, so that the client connects again, perhaps to another worker:
	 * it did not take its messages, or this worker stops.
	 */
	void close();

	/**
	 * Have something done when the connection ends. Called once, when the member joins
	 * its first room.
	 * @param action what to do, which lets the member leave all rooms
	 */
	void onClose(Runnable action);

}
