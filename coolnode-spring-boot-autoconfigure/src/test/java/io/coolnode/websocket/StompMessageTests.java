package io.coolnode.websocket;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.simp.SimpMessageHeaderAccessor;
import org.springframework.messaging.simp.SimpMessageType;
import org.springframework.util.MimeTypeUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link StompMessage}.
 */
class StompMessageTests {

	@Test
	void messageWhenEncodedHasTheseBytes() {
		StompMessage message = new StompMessage("/t", "a/b", Map.of("k", List.of("v", "")), new byte[] { 1, 2 });
		assertThat(message.encode()).containsExactly(0, 0, 0, 2, '/', 't', 0, 0, 0, 3, 'a', '/', 'b', 0, 0, 0, 1, 0, 0,
				0, 1, 'k', 0, 0, 0, 2, 0, 0, 0, 1, 'v', 0, 0, 0, 0, 1, 2);
	}

	@Test
	void messageWhenDecodedIsTheSame() {
		SimpMessageHeaderAccessor headers = SimpMessageHeaderAccessor.create(SimpMessageType.MESSAGE);
		headers.setContentType(MimeTypeUtils.APPLICATION_JSON);
		headers.addNativeHeader("n", "\u00e4");
		headers.addNativeHeader("n", "x".repeat(100_000));
		headers.setSessionId("sender");
		StompMessage sent = StompMessage.of("/topic/a", headers.getMessageHeaders(),
				"{}".getBytes(StandardCharsets.UTF_8));
		Message<byte[]> message = StompMessage.decode(sent.encode()).toMessage();
		assertThat(StompMessage.isRemote(message)).isTrue();
		SimpMessageHeaderAccessor received = SimpMessageHeaderAccessor.wrap(message);
		assertThat(received.getDestination()).isEqualTo("/topic/a");
		assertThat(received.getMessageType()).isEqualTo(SimpMessageType.MESSAGE);
		assertThat(received.getContentType()).isEqualTo(MimeTypeUtils.APPLICATION_JSON);
		assertThat(received.getNativeHeader("n")).containsExactly("\u00e4", "x".repeat(100_000));
		assertThat(received.getSessionId()).isNull();
		assertThat(message.getPayload()).isEqualTo("{}".getBytes(StandardCharsets.UTF_8));
	}

	@Test
	void messageWhenCutIsRefused() {
		byte[] bytes = StompMessage.of("/topic/a", new MessageHeaders(Map.of()), new byte[0]).encode();
		for (int i = 0; i < bytes.length; i++) {
			byte[] cut = Arrays.copyOf(bytes, i);
			assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> StompMessage.decode(cut));
		}
	}

}
