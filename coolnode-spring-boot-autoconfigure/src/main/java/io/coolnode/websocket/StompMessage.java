package io.coolnode.websocket;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.simp.SimpMessageHeaderAccessor;
import org.springframework.messaging.simp.SimpMessageType;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.messaging.support.NativeMessageHeaderAccessor;
import org.springframework.util.MimeType;

/**
 * What a broker message is, from one worker to another: its destination, content type,
 * native headers and payload, which is not encoded again. Texts have a length of 4 bytes,
 * numbers have 4 bytes, and the payload is the rest.
 *
 * @param destination the destination
 * @param contentType the content type, or nothing
 * @param headers the native headers
 * @param payload the payload as it goes to clients
 */
record StompMessage(String destination, String contentType, Map<String, List<String>> headers, byte[] payload) {

	private static final String REMOTE = "coolNodeRemote";

	/**
	 * Return whether a message came from another worker.
	 * @param message the message
	 * @return whether it did
	 */
	static boolean isRemote(Message<?> message) {
		return message.getHeaders().containsKey(REMOTE);
	}

	/**
	 * Take what travels out of a message to the broker.
	 * @param destination its destination
	 * @param headers its headers
	 * @param payload its payload
	 * @return what travels
	 */
	static StompMessage of(String destination, MessageHeaders headers, byte[] payload) {
		Object contentType = headers.get(MessageHeaders.CONTENT_TYPE);
		return new StompMessage(destination, (contentType != null) ? contentType.toString() : "",
				nativeHeaders(headers), payload);
	}

	@SuppressWarnings("unchecked")
	private static Map<String, List<String>> nativeHeaders(MessageHeaders headers) {
		Map<String, List<String>> values = (Map<String, List<String>>) headers
			.get(NativeMessageHeaderAccessor.NATIVE_HEADERS);
		return (values != null) ? values : Map.of();
	}

	/**
	 * Return the message for the broker of another worker.
	 * @return the message
	 */
	Message<byte[]> toMessage() {
		SimpMessageHeaderAccessor accessor = SimpMessageHeaderAccessor.create(SimpMessageType.MESSAGE);
		accessor.setDestination(this.destination);
		if (!this.contentType.isEmpty()) {
			accessor.setContentType(MimeType.valueOf(this.contentType));
		}
		this.headers.forEach((name, values) -> values.forEach((value) -> accessor.addNativeHeader(name, value)));
		accessor.setHeader(REMOTE, true);
		return MessageBuilder.createMessage(this.payload, accessor.getMessageHeaders());
	}

	byte[] encode() {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream(this.payload.length + 256);
		try (DataOutputStream out = new DataOutputStream(bytes)) {
			write(out, this.destination);
			write(out, this.contentType);
			out.writeInt(this.headers.size());
			for (Map.Entry<String, List<String>> header : this.headers.entrySet()) {
				write(out, header.getKey());
				out.writeInt(header.getValue().size());
				for (String value : header.getValue()) {
					write(out, value);
				}
			}
			out.write(this.payload);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return bytes.toByteArray();
	}

	private static void write(DataOutputStream out, @Nullable String text) throws IOException {
		byte[] bytes = (text != null) ? text.getBytes(StandardCharsets.UTF_8) : new byte[0];
		out.writeInt(bytes.length);
		out.write(bytes);
	}

	static StompMessage decode(byte[] bytes) {
		try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
			String destination = readText(in);
			String contentType = readText(in);
			Map<String, List<String>> headers = new LinkedHashMap<>();
			for (int i = in.readInt(); i > 0; i--) {
				String name = readText(in);
				List<String> values = new ArrayList<>();
				for (int j = in.readInt(); j > 0; j--) {
					values.add(readText(in));
				}
				headers.put(name, values);
			}
			return new StompMessage(destination, contentType, headers, in.readAllBytes());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String readText(DataInputStream in) throws IOException {
		int length = in.readInt();
		if (length < 0 || length > in.available()) {
			throw new IOException("A text of " + length + " bytes does not fit into the message");
		}
		return new String(in.readNBytes(length), StandardCharsets.UTF_8);
	}

}
