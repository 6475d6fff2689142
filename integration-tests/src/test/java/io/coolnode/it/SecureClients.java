package io.coolnode.it;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.internal.http2.ConnectionShutdownException;

import io.coolnode.it.harness.Processes;

/**
 * Clients that send requests one after another over TLS or HTTP/2, each on connections of
 * its own, and never repeat one.
 */
final class SecureClients implements AutoCloseable {

	static final String PASSWORD = "changeit";

	private static final Duration PAUSE = Duration.ofMillis(10);

	private final List<Thread> threads = new ArrayList<>();

	private final List<OkHttpClient> clients = new ArrayList<>();

	private final Queue<String> failures = new ConcurrentLinkedQueue<>();

	private final Map<String, AtomicInteger> answers = new ConcurrentHashMap<>();

	// volatile: read by all clients
	private volatile boolean stopping;

	/**
	 * Make a certificate for the loopback address.
	 * @param folder where to keep it
	 * @return a store with the key
	 */
	static Path keyStore(Path folder) {
		Path store = folder.resolve("keys.p12");
		Processes.run(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-alias",
				"test", "-keyalg", "EC", "-dname", "CN=localhost", "-ext", "SAN=dns:localhost,ip:127.0.0.1",
				"-validity", "2", "-storetype", "PKCS12", "-storepass", PASSWORD, "-keystore", store.toString());
		return store;
	}

	/**
	 * Make a client.
	 * @param store the store with the server's key, or {@code null} to do without TLS
	 * @param protocols what to speak
	 * @return the client
	 */
	static OkHttpClient client(Path store, Protocol... protocols) {
		OkHttpClient.Builder builder = new OkHttpClient.Builder().protocols(List.of(protocols))
			.retryOnConnectionFailure(false)
			.readTimeout(20, TimeUnit.SECONDS)
			.connectTimeout(20, TimeUnit.SECONDS);
		if (store != null) {
			trust(builder, store);
		}
		return builder.build();
	}

	private static void trust(OkHttpClient.Builder builder, Path store) {
		try (InputStream stream = Files.newInputStream(store)) {
			KeyStore keys = KeyStore.getInstance("PKCS12");
			keys.load(stream, PASSWORD.toCharArray());
			KeyStore trusted = KeyStore.getInstance("PKCS12");
			trusted.load(null, null);
			trusted.setCertificateEntry("test", keys.getCertificate("test"));
			TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
			factory.init(trusted);
			SSLContext context = SSLContext.getInstance("TLS");
			context.init(null, factory.getTrustManagers(), null);
			builder.sslSocketFactory(context.getSocketFactory(), (X509TrustManager) factory.getTrustManagers()[0]);
		}
		catch (IOException | GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Begin to send requests.
	 * @param client the client
	 * @param url where to, without the number of the request
	 * @param fresh whether each request has a connection of its own
	 */
	void start(OkHttpClient client, String url, boolean fresh) {
		this.clients.add(client);
		Thread thread = new Thread(() -> {
			for (int i = 0; !this.stopping; i++) {
				send(client, url, i, fresh);
				LockSupport.parkNanos(PAUSE.toNanos());
			}
		});
		this.threads.add(thread);
		thread.start();
	}

	private void send(OkHttpClient client, String url, int number, boolean fresh) {
		Request request = new Request.Builder().url(url + number).build();
		try (Response response = client.newCall(request).execute()) {
			String body = response.body().string();
			if (response.code() != 200 || !body.equals(Integer.toString(number))) {
				this.failures.add(url + ": " + response.code() + " " + body);
			}
			String key = response.protocol() + " " + response.header("X-Worker", "?").replaceAll(" .*", "");
			this.answers.computeIfAbsent(key, (none) -> new AtomicInteger()).incrementAndGet();
		}
		catch (ConnectionShutdownException ex) {
			// the client itself has refused to send it, having seen GOAWAY
			this.answers.computeIfAbsent("not sent", (none) -> new AtomicInteger()).incrementAndGet();
		}
		catch (IOException ex) {
			this.failures.add(url + ": " + ex);
		}
		if (fresh) {
			client.connectionPool().evictAll();
		}
	}

	/**
	 * End all clients.
	 * @return what went wrong
	 */
	List<String> stop() {
		close();
		return List.copyOf(this.failures);
	}

	/**
	 * Return how many answers came, by protocol and worker.
	 * @return the numbers
	 */
	Map<String, AtomicInteger> answers() {
		return this.answers;
	}

	@Override
	public void close() {
		this.stopping = true;
		for (Thread thread : this.threads) {
			try {
				thread.join();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}
		this.clients.forEach((client) -> client.connectionPool().evictAll());
	}

}
