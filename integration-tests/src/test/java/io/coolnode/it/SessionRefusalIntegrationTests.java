package io.coolnode.it;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.coolnode.it.harness.App;
import io.coolnode.it.harness.Apps;
import io.coolnode.it.harness.RunningApp;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Applications whose workers would keep HTTP sessions in memory.
 */
class SessionRefusalIntegrationTests {

	@RegisterExtension
	static final Apps apps = new Apps();

	@Test
	void startWhenSessionsAreInMemoryIsRefusedOnce() {
		RunningApp app = apps.start(App.test().workers(2).with("cool.server.session", "shared"));
		assertThat(app.awaitExit()).isEqualTo(1);
		assertThat(app.log().find("APPLICATION FAILED TO START")).hasSize(1);
		assertThat(app.log().find("must be shared by all workers.*StandardManager")).hasSize(1);
		assertThat(app.log().find("cool.server.session=none")).hasSize(1);
		assertThat(app.log().find("spring-boot-starter-session-data-redis")).hasSize(1);
	}

	@Test
	void startWhenThereAreNoWorkersIsNotTouched() {
		RunningApp app = apps.start(App.test()
			.workers(0)
			.with("cool.server.session", "shared")
			.jvm("-Djava.io.tmpdir=" + apps.directory())); // Boot 4.0 leaves files there
		assertThat(app.awaitReady().port()).isPositive();
	}

}
