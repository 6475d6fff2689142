package io.coolnode.cluster.process;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link NotifySocket}.
 */
@ExtendWith(OutputCaptureExtension.class)
class NotifySocketTests {

	private static final LibC libc = LibC.load();

	@Test
	void linesWhenSentAreOneDatagram(@TempDir Path folder) {
		Path path = folder.resolve("notify");
		int receiver = bind(path.toString());
		try {
			new NotifySocket(path.toString()).send("READY=1", "STATUS=fine");
			byte[] buffer = new byte[100];
			int length = libc.recv(receiver, buffer, buffer.length, LibC.MSG_DONTWAIT);
			assertThat(new String(Arrays.copyOf(buffer, length), StandardCharsets.UTF_8))
				.isEqualTo("READY=1\nSTATUS=fine");
		}
		finally {
			libc.close(receiver);
		}
	}

	@Test
	void linesWhenNobodyListensAreAWarning(@TempDir Path folder, CapturedOutput output) {
		new NotifySocket(folder.resolve("none").toString()).send("READY=1");
		assertThat(output).contains("systemd could not be told of 'READY=1'");
	}

	private static int bind(String path) {
		int fd = libc.socket(LibC.AF_UNIX, LibC.SOCK_DGRAM, 0);
		byte[] name = path.getBytes(StandardCharsets.UTF_8);
		byte[] address = ByteBuffer.allocate(Short.BYTES + name.length + 1)
			.order(ByteOrder.nativeOrder())
			.putShort((short) LibC.AF_UNIX)
			.put(name)
			.array();
		libc.bind(fd, address, address.length);
		return fd;
	}

}
