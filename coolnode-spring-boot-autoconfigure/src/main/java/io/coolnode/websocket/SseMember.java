package io.coolnode.websocket;

import java.io.IOException;

import org.jspecify.annotations.Nullable;

import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * A stream of server-sent events as a member of rooms. Each message becomes the data of
 * an event without a name.
 */
public final class SseMember implements RoomMember {

	private static final MediaType TEXT = MediaType.valueOf("text/plain;charset=UTF-8");

	private final SseEmitter emitter;

	private SseMember(SseEmitter emitter) {
		this.emitter = emitter;
	}

	/**
	 * Return a stream as a member.
	 * @param emitter the stream, as a controller returns it
	 * @return the member, which equals any other one of the same stream
	 */
	public static SseMember of(SseEmitter emitter) {
		return new SseMember(emitter);
	}

	@Override
	public void send(RoomMessage message) throws IOException {
		this.emitter.send(SseEmitter.event().data(message.text(), TEXT));
	}

	@Override
	public void close() {
		this.emitter.complete();
	}

	@Override
	public void onClose(Runnable action) {
		this.emitter.onCompletion(action);
	}

	@Override
	public boolean equals(@Nullable Object obj) {
		return obj instanceof SseMember other && this.emitter == other.emitter;
	}

	@Override
	public int hashCode() {
		return System.identityHashCode(this.emitter);
	}

	@Override
	public String toString() {
		return "SSE stream " + Integer.toHexString(hashCode());
	}

}
