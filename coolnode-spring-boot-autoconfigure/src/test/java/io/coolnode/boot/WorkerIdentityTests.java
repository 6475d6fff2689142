package io.coolnode.boot;

import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WorkerIdentity}.
 */
class WorkerIdentityTests {

	private static final WorkerIdentity IDENTITY = new WorkerIdentity("B", 7, 4711, "secret", 8080);

	private static final long SELF = ProcessHandle.current().pid();

	@Test
	void identityWhenTheParentIsTheMasterIsRead() {
		assertThat(WorkerIdentity.from(IDENTITY.toEnvironment(), () -> SELF)).isEqualTo(IDENTITY);
	}

	@Test
	void identityWhenTheParentIsAnotherProcessDoesNotCount() {
		assertThat(WorkerIdentity.from(IDENTITY.toEnvironment(), () -> 1L)).isNull();
		assertThat(WorkerIdentity.from(Map.of(), () -> SELF)).isNull();
	}

	@Test
	void identityWhenShownHasNoSecret() {
		assertThat(IDENTITY).hasToString("Worker B (id 7)");
	}

	@Test
	void processWhenItHasTheSocketButNoMasterIsAnOrphan() throws IOException {
		try (ServerSocketChannel socket = ServerSocketChannel.open(); SocketChannel other = SocketChannel.open()) {
			assertThat(WorkerIdentity.isOrphan(IDENTITY.toEnvironment(), () -> socket)).isTrue();
			assertThat(WorkerIdentity.isOrphan(IDENTITY.toEnvironment(), () -> other)).isFalse();
			assertThat(WorkerIdentity.isOrphan(IDENTITY.toEnvironment(), () -> null)).isFalse();
			assertThat(WorkerIdentity.isOrphan(Map.of(), () -> socket)).isFalse();
		}
	}

}
