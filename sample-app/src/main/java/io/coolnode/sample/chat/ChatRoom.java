package io.coolnode.sample.chat;

import java.util.Arrays;
import java.util.Optional;

/**
 * The rooms there are.
 */
enum ChatRoom {

	LOBBY("lobby"), ENGINE_ROOM("engine-room"), ROOF_TERRACE("roof-terrace");

	private static final String PREFIX = "/topic/rooms/";

	private final String id;

	ChatRoom(String id) {
		this.id = id;
	}

	String id() {
		return this.id;
	}

	/**
	 * Return what those who are in this room are subscribed to.
	 * @return the destination
	 */
	String topic() {
		return PREFIX + this.id;
	}

	static Optional<ChatRoom> of(String id) {
		return Arrays.stream(values()).filter((room) -> room.id.equals(id)).findFirst();
	}

	static Optional<ChatRoom> ofTopic(String topic) {
		return Arrays.stream(values()).filter((room) -> room.topic().equals(topic)).findFirst();
	}

}
