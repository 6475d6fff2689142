package io.coolnode.it;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import io.coolnode.it.harness.App;
import io.coolnode.it.harness.Apps;
import io.coolnode.it.harness.RunningApp;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What decides at the start what lives in a master, or ends it.
 */
class ZooStartIntegrationTests {

	@RegisterExtension
	static final Apps apps = new Apps();

	@TempDir
	private Path directory;

	@Test
	void masterWhenItIsNotLeanHasAllButTheWebLayer() throws Exception {
		try (ZooSurroundings surroundings = new ZooSurroundings(this.directory)) {
			RunningApp app = apps
				.start(surroundings.app("fat")
					.workers(1)
					.with("cool.server.master.lean", false)
					.with("zoo.office", true)
					.with("spring.sql.init.mode", "always"))
				.awaitReady();
			app.await("the census",
					() -> surroundings.entries("fat").stream().anyMatch((entry) -> entry.event().startsWith("census")));
			assertThat(app.log().lines("spring.sql.init.mode=always")).hasSize(1);
			String census = surroundings.entries("fat")
				.stream()
				.filter((entry) -> entry.event().startsWith("census"))
				.findFirst()
				.orElseThrow()
				.event();
			assertThat(census.substring("census ".length()).split(","))
				.contains("dataSource", "entityManagerFactory", "workConfiguration.Keeper", "animalRunner")
				.doesNotContain("everybody", "idFilter", "webConfiguration", "webConfiguration.AnimalController");
			assertThat(surroundings.consumers("feedings")).isEqualTo(2);
			app.await("a run in the master",
					() -> surroundings.entries("fat")
						.stream()
						.anyMatch((entry) -> entry.event().equals("count") && entry.pid() == app.pid()));
			assertThat(app.stop()).isEqualTo(143);
		}
	}

	@Test
	void tablesWhenTheyWouldBeCreatedByEachWorkerEndTheStart() throws Exception {
		try (ZooSurroundings surroundings = new ZooSurroundings(this.directory)) {
			RunningApp app = apps.start(surroundings.app("wiped")
				.workers(1)
				.with("spring.flyway.enabled", false)
				.with("spring.jpa.hibernate.ddl-auto", "create"));
			assertThat(app.awaitExit()).isOne();
			assertThat(app.log().text()).contains("hibernate.hbm2ddl.auto=create")
				.contains("would be created anew")
				.contains("Let Flyway or Liquibase create the tables");
		}
	}

	@Test
	void beanWhenItIsDeclaredForTheMasterAndFailsEndsTheStart() {
		RunningApp app = apps.start(App.test().workers(2).with("test.fail.master", "error"));
		assertThat(app.awaitExit()).isOne();
		assertThat(app.log().text()).contains("masterSwitch", "This master was told to fail")
			.doesNotContain("Worker A");
	}

	@Test
	void placeOfScheduledMethodsWhenUnknownEndsTheStart() {
		RunningApp app = apps.start(App.test().workers(2).with("cool.scheduling.run-on", "C"));
		assertThat(app.awaitExit()).isOne();
		assertThat(app.log().text())
			.contains("cool.scheduling.run-on says that scheduled methods run in 'C', but no worker has this code.")
			.contains("Say one of A, B, 'master' or 'all'");
	}

	@Test
	void applicationWhenProcessedAheadOfTimeIsRefused() {
		RunningApp app = apps.start(App.test().workers(2).jvm("-Dspring.aot.enabled=true"));
		assertThat(app.awaitExit()).isOne();
		assertThat(app.log().text()).contains("this application was processed ahead of time");
	}

}
