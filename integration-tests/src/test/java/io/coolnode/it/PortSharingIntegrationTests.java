package io.coolnode.it;

import java.nio.file.Path;
import java.util.Map;

import okhttp3.Protocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.coolnode.it.harness.App;
import io.coolnode.it.harness.Apps;
import io.coolnode.it.harness.HttpConnection;
import io.coolnode.it.harness.Ports;
import io.coolnode.it.harness.Processes;
import io.coolnode.it.harness.RunningApp;
import io.coolnode.it.harness.WorkerRef;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Workers that stop while clients use TLS and HTTP/2, on a port that they inherit and on
 * ports of which each has a socket.
 */
class PortSharingIntegrationTests {

	@RegisterExtension
	static final Apps apps = new Apps();

	@Test
	void drainWhenTlsAndHttp2OnInheritedPortLosesNothing() {
		Path store = SecureClients.keyStore(apps.directory());
		RunningApp app = apps.start(secured(store)).awaitReady();
		SecureClients clients = new SecureClients();
		String url = "https://localhost:" + app.port() + "/echo?millis=3&text=";
		clients.start(SecureClients.client(store, Protocol.HTTP_1_1), url, true);
		clients.start(SecureClients.client(store, Protocol.HTTP_1_1), url, false);
		clients.start(SecureClients.client(store, Protocol.HTTP_2, Protocol.HTTP_1_1), url, true);
		clients.start(SecureClients.client(store, Protocol.HTTP_2, Protocol.HTTP_1_1), url, false);
		replaceAll(app);
		assertThat(clients.stop()).as("%s", clients.answers()).isEmpty();
		assertThat(clients.answers()).containsKeys("h2 A", "h2 B", "http/1.1 A", "http/1.1 B");
	}

	@Test
	void drainWhenEachWorkerHasSocketsLosesNothing() {
		int additional = Ports.free();
		int management = Ports.free();
		RunningApp app = apps
			.start(App.extracted("test.ports")
				.directory(apps.directory())
				.workers(2)
				.with("cool.server.port-sharing", "reuse-port")
				.with("server.http2.enabled", true)
				.with("ports.additional", additional)
				.with("management.server.port", management))
			.awaitReady();
		assertThat(app.log().find("Each worker has its own queue of connections")).isNotEmpty();
		SecureClients clients = new SecureClients();
		for (int port : new int[] { app.port(), additional }) {
			String url = "http://localhost:" + port + "/echo?millis=3&text=";
			clients.start(SecureClients.client(null, Protocol.HTTP_1_1), url, true);
			clients.start(SecureClients.client(null, Protocol.HTTP_1_1), url, false);
		}
		clients.start(SecureClients.client(null, Protocol.H2_PRIOR_KNOWLEDGE),
				"http://localhost:" + app.port() + "/echo?millis=3&text=", false);
		replaceAll(app);
		assertThat(clients.stop()).as("%s", clients.answers()).isEmpty();
		assertThat(clients.answers()).containsKeys("http/1.1 A", "http/1.1 B");
		assertThat(HttpConnection.once(management, HttpConnection.get("/actuator/health")).status()).isEqualTo(200);
		RunningApp second = apps.start(App.extracted("test.ports")
			.named("second")
			.directory(apps.directory())
			.workers(1)
			.with("server.port", app.port())
			.with("cool.server.port-sharing", "reuse-port"));
		assertThat(second.awaitExit()).isEqualTo(1);
		assertThat(second.log().find("Port " + app.port() + " was already in use")).hasSize(1);
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void drainWhenVirtualThreadsServeLosesNothing() {
		RunningApp app = apps
			.start(App.extracted("test.ports")
				.directory(apps.directory())
				.workers(2)
				.with("spring.threads.virtual.enabled", true))
			.awaitReady();
		assertThat(app.get("/thread").text()).startsWith("VirtualThread");
		SecureClients clients = new SecureClients();
		String url = "http://localhost:" + app.port() + "/echo?millis=3&text=";
		clients.start(SecureClients.client(null, Protocol.HTTP_1_1), url, true);
		clients.start(SecureClients.client(null, Protocol.HTTP_1_1), url, false);
		replaceAll(app);
		assertThat(clients.stop()).as("%s", clients.answers()).isEmpty();
		assertThat(clients.answers()).containsKeys("http/1.1 A", "http/1.1 B");
	}

	@Test
	void startWhenManagementPortIsNotSharedIsRefused() {
		RunningApp app = apps.start(App.extracted("test.ports")
			.directory(apps.directory())
			.workers(1)
			.with("management.server.port", Ports.free()));
		assertThat(app.awaitExit()).isEqualTo(1);
		assertThat(app.log().find("cool.server.port-sharing=reuse-port")).isNotEmpty();
	}

	private static App secured(Path store) {
		return App.extracted("test.ports")
			.directory(apps.directory())
			.workers(2)
			.with("server.http2.enabled", true)
			.with("server.ssl.key-store", store)
			.with("server.ssl.key-store-password", SecureClients.PASSWORD);
	}

	private static void replaceAll(RunningApp app) {
		for (Map.Entry<String, WorkerRef> worker : app.workers().entrySet()) {
			Processes.signal("TERM", worker.getValue().pid());
			app.awaitReplacement(worker.getValue());
		}
	}

}
