package io.coolnode.websocket;

import io.coolnode.Subscription;

/**
 * Groups of clients to which an application sends, whichever worker they are connected
 * to. An application injects the one bean of this type; without workers it works within
 * the one process. The members are connections of this process: a WebSocket session
 * ({@link WebSocketMember}), a stream of server-sent events ({@link SseMember}), or
 * anything else that can take a message. A connection leaves all rooms when it is closed.
 * <p>
 * Messages that one thread sends to a room reach each member in that order. A message is
 * encoded once, travels only to workers that have members in the room, and is lost with a
 * worker that dies. A member that does not take its messages is closed when more than 1
 * MB waits for it. All methods may be called from any thread, and wait for no client. The
 * idea and the names are those of Socket.IO.
 */
public interface Rooms {

	/**
	 * Let a connection get what is sent to a room. Joining twice has no effect.
	 * @param room the name of the room
	 * @param member the connection
	 * @return a handle that lets it leave that room
	 */
	Subscription join(String room, RoomMember member);

	/**
	 * Let a connection get no more of what is sent to a room.
	 * @param room the name of the room
	 * @param member the connection
	 */
	void leave(String room, RoomMember member);

	/**
	 * Let a connection leave all rooms.
	 * @param member the connection
	 */
	void leaveAll(RoomMember member);

	/**
	 * Return what sends to a room.
	 * @param room the name of the room
	 * @return what sends to all its members, in all workers
	 */
	Recipients to(String room);

	/**
	 * Those to whom a message is sent.
	 */
	interface Recipients {

		/**
		 * Leave out a connection of this process, such as the one that the message came
		 * from.
		 * @param member the connection
		 * @return those who remain
		 */
		Recipients except(RoomMember member);

		/**
		 * Send a message.
		 * @param payload a {@code String}, which is sent as it is; a {@code byte[]},
		 * which is sent as it is in a binary message; anything else is written as JSON by
		 * the application's {@code JsonMapper}
		 * @throws IllegalArgumentException if it cannot be written as JSON
		 */
		void send(Object payload);

	}

}
