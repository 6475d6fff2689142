package io.coolnode.it;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.coolnode.it.harness.App;
import io.coolnode.it.harness.Apps;
import io.coolnode.it.harness.Processes;
import io.coolnode.it.harness.RunningApp;
import io.coolnode.it.harness.WorkerRef;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The master as the first process of a container, which gets all processes that have lost
 * their parents as its children.
 */
class ContainerIntegrationTests {

	private static final String[] CONTAINER = { "unshare", "--pid", "--fork", "--mount-proc", "--kill-child" };

	@RegisterExtension
	static final Apps apps = new Apps();

	@Test
	void masterWhenItIsTheFirstProcessHasNothingToDoWithChildrenThatItDidNotStart() {
		assumeContainer();
		RunningApp app = apps.start(App.test().workers(2).prefix(CONTAINER)).awaitReady();
		WorkerRef worker = worker(app, "A");
		app.post("A", "/spawn?seconds=600", "");
		long orphan = ProcessHandle.of(worker.pid()).orElseThrow().children().findAny().orElseThrow().pid();
		Processes.signal("KILL", worker.pid());
		app.await("the replacement", () -> app.log().lines("Worker A .* is ready$").size() == 2);
		assertThat(ProcessHandle.of(orphan).flatMap(ProcessHandle::parent).map(ProcessHandle::pid)).hasValue(app.pid());
		assertThat(app.get("/cluster").text().lines()).hasSize(2).allMatch((line) -> line.contains(" READY "));
		Processes.signal("KILL", orphan);
		app.await("the end of the orphan", () -> !Processes.isAlive(orphan));
		assertThat(app.get("A", "/who").text()).startsWith("A 3 ");
		assertThat(app.log().lines("ended: ")).hasSize(1);
		assertThat(app.stop()).isEqualTo(143);
		app.assertNothingLeft();
	}

	private static WorkerRef worker(RunningApp app, String code) {
		return app.processes().stream().filter((worker) -> worker.code().equals(code)).findFirst().orElseThrow();
	}

	private static void assumeContainer() {
		try {
			Processes.run(CONTAINER[0], CONTAINER[1], CONTAINER[2], CONTAINER[3], "true");
		}
		catch (RuntimeException ex) {
			Assumptions.abort("There are no namespaces of processes here: " + ex.getMessage());
		}
	}

}
