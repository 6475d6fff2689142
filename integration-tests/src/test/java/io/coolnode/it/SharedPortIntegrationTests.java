package io.coolnode.it;

import java.util.Collections;
import java.util.Map;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.coolnode.it.harness.App;
import io.coolnode.it.harness.Apps;
import io.coolnode.it.harness.Load;
import io.coolnode.it.harness.LoadReport;
import io.coolnode.it.harness.RunningApp;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The port that all workers serve.
 */
class SharedPortIntegrationTests {

	@RegisterExtension
	static final Apps apps = new Apps();

	private static RunningApp app;

	@BeforeAll
	static void start() {
		app = apps.start(App.test().workers(4)).awaitReady();
	}

	@Test
	void requestsWhenWorkersAreIdleAreSpreadEvenly() {
		LoadReport report = Load.on(app).clients(1, Load.Kind.FRESH_GET).send(200);
		assertThat(report.failures()).isEmpty();
		Map<String, Integer> byCode = report.byCode();
		assertThat(byCode).hasSize(4);
		assertThat(Collections.max(byCode.values())).as("%s", byCode)
			.isLessThanOrEqualTo((int) (1.2 * Collections.min(byCode.values())));
	}

}
