package io.coolnode.it;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;

import io.coolnode.it.harness.RunningApp;

/**
 * A WebSocket to one worker, and as much of STOMP as the tests need.
 */
final class StompClient extends WebSocketListener implements AutoCloseable {

	private static final int MISDIRECTED = 421;

	private static final int ATTEMPTS = 1000;

	private final RunningApp app;

	private final OkHttpClient http = new OkHttpClient.Builder().readTimeout(60, TimeUnit.SECONDS).build();

	private final CompletableFuture<Integer> opened = new CompletableFuture<>();

	private final List<String> received = new CopyOnWriteArrayList<>();

	private final AtomicInteger heartbeats = new AtomicInteger();

	private final AtomicInteger subscriptions = new AtomicInteger();

	private final CompletableFuture<Integer> closed = new CompletableFuture<>();

	private WebSocket socket;

	private StompClient(RunningApp app) {
		this.app = app;
	}

	/**
	 * Open a WebSocket, without STOMP.
	 * @param app the application
	 * @param code the worker
	 * @param path the path and query
	 * @return the open connection
	 */
	static StompClient open(RunningApp app, String code, String path) {
		for (int i = 0; i < ATTEMPTS; i++) {
			StompClient client = new StompClient(app);
			Request request = new Request.Builder().url("http://127.0.0.1:" + app.port() + path)
				.header("X-For", code)
				.build();
			client.socket = client.http.newWebSocket(request, client);
			int status = client.opened.join();
			if (status == 101) {
				return client;
			}
			client.close();
			if (status != MISDIRECTED) {
				throw new AssertionError("Status " + status);
			}
		}
		throw new AssertionError("Worker " + code + " never answers");
	}

	/**
	 * Log in by STOMP.
	 * @param app the application
	 * @param code the worker
	 * @param user the name of the user
	 * @return the connection
	 */
	static StompClient connect(RunningApp app, String code, String user) {
		StompClient client = open(app, code, "/stomp?" + user);
		client.write("CONNECT\naccept-version:1.2\nhost:localhost\nheart-beat:0,1000\n\n");
		app.await("CONNECTED", () -> client.received.stream().anyMatch((frame) -> frame.startsWith("CONNECTED")));
		return client;
	}

	private void write(String frame) {
		this.socket.send(frame + "\0");
	}

	/**
	 * Subscribe, without waiting for the effect.
	 * @param destination the destination
	 * @return this
	 */
	StompClient subscribe(String destination) {
		write("SUBSCRIBE\nid:" + this.subscriptions.getAndIncrement() + "\ndestination:" + destination + "\n\n");
		return this;
	}

	void send(String destination, String text) {
		write("SEND\ndestination:" + destination + "\ncontent-type:text/plain\n\n" + text);
	}

	void sendText(String text) {
		this.socket.send(text);
	}

	/**
	 * Return the bodies of what was sent to a destination.
	 * @param destination the destination
	 * @return the bodies
	 */
	List<String> messages(String destination) {
		return this.received.stream()
			.filter((frame) -> frame.startsWith("MESSAGE\n") && frame.contains("\ndestination:" + destination + "\n"))
			.map((frame) -> frame.substring(frame.indexOf("\n\n") + 2, frame.length() - 1))
			.toList();
	}

	Stream<String> frames() {
		return this.received.stream();
	}

	int heartbeats() {
		return this.heartbeats.get();
	}

	/**
	 * Wait for the end of the connection.
	 * @return the close code, 1006 if it just broke
	 */
	int awaitClosed() {
		this.app.await("the end of a connection", this.closed::isDone);
		return this.closed.join();
	}

	@Override
	public void onOpen(WebSocket webSocket, Response response) {
		this.opened.complete(response.code());
	}

	@Override
	public void onMessage(WebSocket webSocket, String text) {
		if (text.equals("\n")) {
			this.heartbeats.incrementAndGet();
		}
		else {
			this.received.add(text);
		}
	}

	@Override
	public void onClosing(WebSocket webSocket, int code, String reason) {
		webSocket.close(code, null);
		this.closed.complete(code);
	}

	@Override
	public void onFailure(WebSocket webSocket, Throwable failure, Response response) {
		this.opened.complete((response != null) ? response.code() : 0);
		this.closed.complete(1006);
	}

	@Override
	public void close() {
		this.socket.cancel();
		this.http.dispatcher().executorService().shutdown();
		this.http.connectionPool().evictAll();
	}

}
