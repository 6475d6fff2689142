package io.coolnode.it.harness;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Clients that send one request after another to the test application, check each answer
 * byte for byte, and never try again.
 */
public final class Load {

	private static final int POST_SIZE = 16 * 1024;

	private final RunningApp app;

	private final List<Kind> clients = new ArrayList<>();

	private Duration pause = Duration.ofMillis(Endurance.choose(20, 5));

	private int serviceMillis;

	private Load(RunningApp app) {
		this.app = app;
	}

	/**
	 * Prepare load on an application.
	 * @param app the application
	 * @return the load, without clients
	 */
	public static Load on(RunningApp app) {
		return new Load(app);
	}

	/**
	 * Add clients.
	 * @param count how many
	 * @param kind what they do
	 * @return this
	 */
	public Load clients(int count, Kind kind) {
		for (int i = 0; i < count; i++) {
			this.clients.add(kind);
		}
		return this;
	}

	/**
	 * Let each client wait between two requests, for another time than 20 ms (5 with
	 * {@code -Pendurance}), which leaves processes time to start.
	 * @param pause how long
	 * @return this
	 */
	public Load pause(Duration pause) {
		this.pause = pause;
		return this;
	}

	/**
	 * Let each request take some time in the application.
	 * @param millis how long
	 * @return this
	 */
	public Load serviceMillis(int millis) {
		this.serviceMillis = millis;
		return this;
	}

	/**
	 * Begin.
	 * @return the running load
	 */
	public Running start() {
		return new Running(this);
	}

	/**
	 * Send a number of requests one after another, and return what became of them.
	 * @param requests how many
	 * @return the report
	 */
	public LoadReport send(int requests) {
		Client client = new Client(this, this.clients.get(0), new AtomicLong());
		for (int i = 0; i < requests; i++) {
			client.request();
		}
		client.close();
		return report(List.of(client));
	}

	private static LoadReport report(List<Client> clients) {
		Map<WorkerRef, Integer> answered = new ConcurrentHashMap<>();
		List<LoadReport.Failure> failures = new ArrayList<>();
		for (Client client : clients) {
			client.answered.forEach((worker, count) -> answered.merge(worker, count, Integer::sum));
			failures.addAll(client.failures);
		}
		return new LoadReport(Map.copyOf(answered), List.copyOf(failures));
	}

	/**
	 * What a client does.
	 */
	public enum Kind {

		/**
		 * A connection for each GET.
		 */
		FRESH_GET,

		/**
		 * A connection for each POST of 16 kB.
		 */
		FRESH_POST,

		/**
		 * One connection for all GETs, until the server ends it.
		 */
		KEPT_GET,

		/**
		 * One connection for all POSTs of 16 kB, until the server ends it.
		 */
		KEPT_POST;

		private boolean isFresh() {
			return this == FRESH_GET || this == FRESH_POST;
		}

		private boolean isPost() {
			return this == FRESH_POST || this == KEPT_POST;
		}

	}

	/**
	 * Clients at work.
	 */
	public static final class Running implements AutoCloseable {

		private final RunningApp app;

		private final List<Client> clients = new ArrayList<>();

		private final List<Thread> threads = new ArrayList<>();

		// volatile: read by all clients
		private volatile boolean stopping;

		private Running(Load load) {
			this.app = load.app;
			AtomicLong numbers = new AtomicLong();
			for (Kind kind : load.clients) {
				Client client = new Client(load, kind, numbers);
				this.clients.add(client);
				Thread thread = new Thread(() -> run(client, load.pause), "load-" + this.threads.size());
				thread.setDaemon(true);
				this.threads.add(thread);
			}
			this.threads.forEach(Thread::start);
		}

		private void run(Client client, Duration pause) {
			while (!this.stopping) {
				client.request();
				LockSupport.parkNanos(pause.toNanos());
			}
			client.close();
		}

		/**
		 * Return how many requests were answered so far.
		 * @return the number
		 */
		public int answered() {
			return report().total();
		}

		/**
		 * Wait until a number of further requests was answered.
		 * @param count the number
		 */
		public void awaitAnswers(int count) {
			int before = answered();
			this.app.await(count + " answers", () -> answered() >= before + count);
		}

		/**
		 * Return what became of the requests so far.
		 * @return the report
		 */
		public LoadReport report() {
			return Load.report(this.clients);
		}

		/**
		 * End when all requests have ended.
		 * @return what became of them
		 */
		public LoadReport stop() {
			this.stopping = true;
			this.threads.forEach((thread) -> {
				try {
					thread.join();
				}
				catch (InterruptedException ex) {
					Thread.currentThread().interrupt();
				}
			});
			return report();
		}

		@Override
		public void close() {
			stop();
		}

	}

	/**
	 * One client, which belongs to one thread but for what it reports.
	 */
	private static final class Client {

		private final Kind kind;

		private final int port;

		private final String path;

		private final AtomicLong numbers;

		private final Map<WorkerRef, Integer> answered = new ConcurrentHashMap<>();

		private final Queue<LoadReport.Failure> failures = new ConcurrentLinkedQueue<>();

		private HttpConnection connection;

		private int served;

		private Client(Load load, Kind kind, AtomicLong numbers) {
			this.kind = kind;
			this.port = load.app.port();
			this.path = "/echo?millis=" + load.serviceMillis;
			this.numbers = numbers;
		}

		private void request() {
			long number = this.numbers.incrementAndGet();
			try {
				if (this.connection == null) {
					this.served = 0;
					this.connection = HttpConnection.open(this.port);
				}
				byte[] expected = this.kind.isPost() ? bytes(number) : ("answer " + number).getBytes();
				HttpAnswer answer = this.connection.exchange(request(number, expected));
				check(answer, expected);
				this.answered.merge(answer.worker(), 1, Integer::sum);
				this.served++;
				if (this.kind.isFresh() || answer.closes()) {
					close();
				}
			}
			catch (ExchangeException ex) {
				this.failures.add(new LoadReport.Failure(number, this.kind + " after " + this.served, ex.kind(),
						System.nanoTime(), ex.getMessage()));
				close();
			}
		}

		private HttpConnection.Request request(long number, byte[] expected) {
			HttpConnection.Request request = this.kind.isPost() ? HttpConnection.post(this.path, expected)
					: HttpConnection.get(this.path + "&text=answer+" + number);
			request.header("X-Request", Long.toString(number));
			boolean serverCloses = this.kind.isFresh() && number % 2 == 0;
			return serverCloses ? request.header("Connection", "close") : request;
		}

		private static byte[] bytes(long number) {
			byte[] bytes = new byte[POST_SIZE];
			new Random(number).nextBytes(bytes);
			return bytes;
		}

		private static void check(HttpAnswer answer, byte[] expected) {
			if (answer.status() != 200) {
				throw new ExchangeException(FailureKind.STATUS, answer.status() + " of " + answer.worker(), null);
			}
			if (!Arrays.equals(answer.body(), expected)) {
				throw new ExchangeException(FailureKind.BODY, answer.body().length + " bytes of " + answer.worker(),
						null);
			}
		}

		private void close() {
			if (this.connection != null) {
				this.connection.close();
				this.connection = null;
			}
		}

	}

}
