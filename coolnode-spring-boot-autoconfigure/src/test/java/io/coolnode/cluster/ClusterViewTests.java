package io.coolnode.cluster;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

import org.junit.jupiter.api.Test;

import io.coolnode.Worker;
import io.coolnode.WorkerState;
import io.coolnode.channel.WorkerInfo;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ClusterView}.
 */
class ClusterViewTests {

	private final WorkerInfo worker = new WorkerInfo("B", 2, OptionalLong.of(20), WorkerState.READY, Instant.EPOCH, 0,
			"one");

	@Test
	void workersWhenNothingIsKnownAreNone() {
		ClusterView view = new ClusterView();
		assertThat(view.workers()).isEmpty();
		assertThat(view.worker("A")).isEmpty();
	}

	@Test
	void workerWhenKnownIsFoundByItsCode() {
		ClusterView view = new ClusterView();
		view.update(List.of(this.worker));
		assertThat(view.worker("B")).contains(this.worker);
		assertThat(view.worker("A")).isEmpty();
	}

	@Test
	void workersWhenOnceReturnedNeverChange() {
		ClusterView view = new ClusterView();
		List<WorkerInfo> source = new ArrayList<>(List.of(this.worker));
		view.update(source);
		List<Worker> before = view.workers();
		source.clear();
		view.update(List.of());
		assertThat(before).containsExactly(this.worker);
	}

	@Test
	void workersWhenStandaloneAreThisProcess() {
		assertThat(ClusterView.standalone("one").workers()).singleElement().satisfies((self) -> {
			assertThat(self.code()).isEqualTo("A");
			assertThat(self.id()).isZero();
			assertThat(self.pid()).hasValue(ProcessHandle.current().pid());
			assertThat(self.state()).isEqualTo(WorkerState.READY);
			assertThat(self.restarts()).isZero();
		});
	}

}
