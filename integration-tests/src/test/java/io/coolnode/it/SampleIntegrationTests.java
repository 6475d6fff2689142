package io.coolnode.it;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import io.coolnode.it.harness.App;
import io.coolnode.it.harness.Apps;
import io.coolnode.it.harness.RunningApp;
import io.coolnode.it.harness.WorkerRef;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The sample, as a user sees it.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SampleIntegrationTests {

	private static final int ATTEMPTS = 50;

	@RegisterExtension
	static final Apps apps = new Apps();

	@TempDir
	private static Path profiles;

	private static RunningApp app;

	@BeforeAll
	static void start() {
		app = apps.start(App.extracted("test.sample")).awaitReady();
	}

	@Test
	@Order(1)
	void chatWhenTheWorkerOfOneIsKilledGoesOn() throws Exception {
		Assumptions.assumeTrue(Browser.isInstalled(),
				"SKIPPED: there is no /usr/bin/chromium with /usr/bin/chromedriver (apt-get install chromium chromium-driver)");
		try (Browser ada = new Browser(app, profiles.resolve("ada"));
				Browser grace = new Browser(app, profiles.resolve("grace"))) {
			ada.logIn("Ada");
			grace.logIn("Grace");
			moveToAnotherWorker(grace, ada.awaitWorker());
			String first = ada.awaitWorker();
			String second = grace.awaitWorker();
			ada.say("Is anybody there?");
			grace.awaitMessage("Ada", "Is anybody there?");
			grace.say("I am.");
			ada.awaitMessage("Grace", "I am.");
			assertThat(grace.messages()).containsExactly("Ada: Is anybody there?", "Grace: I am.");
			awaitPeople(ada, first + " Ada", second + " Grace");
			awaitPeople(grace, first + " Ada", second + " Grace");

			WorkerRef victim = app.worker(second);
			grace.killWorker();
			app.awaitGone(victim.pid(), Duration.ofSeconds(30));
			app.await("another worker",
					() -> grace.awaitWorker().equals(first) || app.worker(second).id() > victim.id());
			assertThat(grace.user()).isEqualTo("Grace");
			grace.say("Still here.");
			ada.awaitMessage("Grace", "Still here.");
			ada.say("So am I.");
			grace.awaitMessage("Ada", "So am I.");
			ada.awaitMessage("Ada", "So am I.");
			assertThat(grace.messages()).containsExactly("Ada: Is anybody there?", "Grace: I am.", "Grace: Still here.",
					"Ada: So am I.");
			assertThat(ada.messages()).isEqualTo(grace.messages());
			awaitPeople(ada, first + " Ada", grace.awaitWorker() + " Grace");
			assertThat(ada.hosts()).containsOnly("127.0.0.1");
			assertThat(app.awaitReplacement(victim).code()).isEqualTo(second);
		}
	}

	private static void moveToAnotherWorker(Browser browser, String taken) {
		for (int i = 0; i < ATTEMPTS && browser.awaitWorker().equals(taken); i++) {
			browser.open();
		}
		assertThat(browser.awaitWorker()).isNotEqualTo(taken);
	}

	private static void awaitPeople(Browser browser, String... people) {
		app.await("the people online",
				() -> browser.people().containsAll(List.of(people)) && browser.people().size() == people.length);
	}

	@Test
	@Order(2)
	void redisWhenTheMasterIsKilledIsGoneWithAllElse() {
		assertThat(app.log().lines("Redis is ready on port")).hasSize(1);
		app.signal("KILL");
		app.awaitExit();
		app.assertNothingLeft();
	}

}
