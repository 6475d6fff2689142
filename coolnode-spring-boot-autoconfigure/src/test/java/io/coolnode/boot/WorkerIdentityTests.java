package io.coolnode.boot;

import java.util.Map;

import org.junit.jupiter.api.Test;

import io.coolnode.cluster.PortSharing;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WorkerIdentity}.
 */
class WorkerIdentityTests {

	private static final WorkerIdentity IDENTITY = new WorkerIdentity("B", 7, 4711, "secret", 8080,
			PortSharing.INHERIT);

	private static final long SELF = ProcessHandle.current().pid();

	@Test
	void identityWhenTheParentIsTheMasterIsRead() {
		assertThat(WorkerIdentity.from(IDENTITY.toEnvironment(), () -> SELF)).isEqualTo(IDENTITY);
	}

	@Test
	void identityWhenItIsThatOfASpareHasNoCode() {
		WorkerIdentity spare = new WorkerIdentity(null, 8, 4711, "secret", 8080, PortSharing.INHERIT);
		assertThat(spare).hasToString("Spare (id 8)");
		assertThat(WorkerIdentity.from(spare.toEnvironment(), () -> SELF)).isEqualTo(spare);
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
	void processWhenItIsAWorkerWithoutMasterIsAnOrphan() {
		assertThat(WorkerIdentity.isOrphan(IDENTITY.toEnvironment(), "B-7")).isTrue();
		assertThat(WorkerIdentity.isOrphan(IDENTITY.toEnvironment(), null)).isFalse();
		assertThat(WorkerIdentity.isOrphan(Map.of(), "B-7")).isFalse();
	}

}
