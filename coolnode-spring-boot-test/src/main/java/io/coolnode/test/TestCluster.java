package io.coolnode.test;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.util.Assert;

import io.coolnode.Channel;
import io.coolnode.Worker;
import io.coolnode.channel.ChannelSettings;
import io.coolnode.channel.DataCodec;
import io.coolnode.channel.DefaultChannel;
import io.coolnode.channel.MasterRouter;
import io.coolnode.channel.Self;

/**
 * The cluster in which the application of a test is one process. The test speaks for all
 * others, by channels that are real ones: what is sent by them is encoded, handed on by
 * the master and handled as in production, only without processes and without connections
 * between them.
 * <p>
 * Before each test method, handlers that were registered for a made-up process are
 * removed, and what the application has sent so far is forgotten.
 *
 * @see AutoConfigureTestCluster
 */
public final class TestCluster implements ApplicationListener<ApplicationReadyEvent>, DisposableBean {

	private static final String MASTER = "master";

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private final MasterRouter router;

	private final Wires wires;

	private final DefaultChannel application;

	private final Map<String, DefaultChannel> processes = new LinkedHashMap<>();

	private final Map<String, MadeUpChannel> madeUp = new LinkedHashMap<>();

	private final List<SentMessage> sent = new CopyOnWriteArrayList<>();

	TestCluster(String code, int workers, ChannelSettings settings, DataCodec codec) {
		this.router = new MasterRouter(settings);
		this.wires = new Wires(this.router);
		TestWorkers cluster = new TestWorkers(workers);
		this.processes.put(MASTER, DefaultChannel.master(cluster, settings, codec, this.router));
		for (Worker worker : cluster.workers()) {
			DefaultChannel channel = DefaultChannel.worker(Self.of(worker.code(), worker.id()), cluster, settings,
					codec, this.wires.workerEnd(worker.id()));
			this.router.open(worker.code());
			this.wires.connect(channel);
			this.processes.put(worker.code(), channel);
		}
		this.application = process(code);
		this.processes.values().stream().filter((each) -> each != this.application).forEach(this::makeUp);
	}

	private DefaultChannel process(String code) {
		DefaultChannel channel = this.processes.get(code);
		Assert.notNull(channel, () -> "There is no '" + code + "' among " + this.processes.keySet());
		return channel;
	}

	private void makeUp(DefaultChannel channel) {
		this.madeUp.put(channel.code(), new MadeUpChannel(channel));
		ready(channel);
	}

	private void ready(DefaultChannel channel) {
		if (channel.isWorker()) {
			this.wires.admit(channel);
		}
		channel.ready();
	}

	@Override
	public void onApplicationEvent(ApplicationReadyEvent event) {
		ready(this.application);
	}

	DefaultChannel application() {
		return this.application;
	}

	List<SentMessage> sentMessages() {
		return this.sent;
	}

	/**
	 * Return the channel of a made-up worker.
	 * @param code its code
	 * @return the channel
	 * @throws IllegalArgumentException if there is no such worker, or if it is the
	 * application, whose channel is a bean
	 */
	public Channel worker(String code) {
		Channel channel = this.madeUp.get(code);
		Assert.notNull(channel, () -> "There is no made-up process '" + code + "', only " + this.madeUp.keySet()
				+ "; the channel of the application itself is a bean");
		return channel;
	}

	/**
	 * Return the channel of the made-up master.
	 * @return the channel
	 * @throws IllegalArgumentException if the application is the master
	 */
	public Channel master() {
		return worker(MASTER);
	}

	/**
	 * Return what the application has sent since the test began, in that order: messages
	 * and requests, but not its answers, which whoever asked has got.
	 * @return a copy
	 */
	public List<SentMessage> sent() {
		return List.copyOf(this.sent);
	}

	/**
	 * Return what the application has sent of one event.
	 * @param event the name of the event
	 * @return a copy
	 */
	public List<SentMessage> sent(String event) {
		return this.sent.stream().filter((message) -> message.event().equals(event)).toList();
	}

	/**
	 * Wait until all messages were handled by all processes, those that handlers have
	 * sent included. An asynchronous answer that is yet to come does not count.
	 * @throws IllegalStateException if it takes longer than ten seconds
	 */
	public void awaitHandled() {
		long deadline = System.nanoTime() + PATIENCE.toNanos();
		long before;
		do {
			before = this.wires.messages();
			List.copyOf(this.processes.values()).forEach((channel) -> awaitIdle(channel, deadline));
		}
		while (this.wires.messages() != before);
	}

	private static void awaitIdle(DefaultChannel channel, long deadline) {
		try {
			Assert.state(channel.awaitIdle(Duration.ofNanos(deadline - System.nanoTime())),
					() -> "Handlers of '" + channel.code() + "' have not returned for " + PATIENCE.toSeconds() + " s");
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while messages were handled", ex);
		}
	}

	/**
	 * Begin a test.
	 */
	void reset() {
		awaitHandled();
		this.madeUp.values().forEach(MadeUpChannel::reset);
		this.sent.clear();
	}

	@Override
	public void destroy() {
		this.processes.values().forEach(DefaultChannel::close);
		this.wires.close();
	}

}
