package io.coolnode.channel;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.util.Assert;

import io.coolnode.Channel;
import io.coolnode.ChannelMessage;
import io.coolnode.ChannelMessageHandler;
import io.coolnode.Cluster;
import io.coolnode.MessageTooLargeException;
import io.coolnode.Sender;
import io.coolnode.Subscription;

/**
 * The channel of a process in any role: it checks and encodes what is sent, and gives
 * what is received to the handlers. The role decides by which {@link Router} it sends.
 */
public final class DefaultChannel implements Channel {

	private static final Log logger = LogFactory.getLog(DefaultChannel.class);

	private static final Set<String> MESSAGE_CONTROLS = Set.of(MasterRouter.READY, MasterRouter.DETACHED,
			MasterRouter.PAUSE, MasterRouter.RESUME);

	private final Sender self;

	private final Cluster cluster;

	private final ChannelSettings settings;

	private final DataCodec codec;

	private final DataCodec internalCodec = new DataCodec(new JsonMapper());

	private final InternalChannel internal = new InternalChannel(this);

	private final TargetResolver targets;

	private final Subscriptions subscriptions = new Subscriptions();

	private final AtomicLong sequence = new AtomicLong();

	private final CountDownLatch detached = new CountDownLatch(1);

	private final Object readyMonitor = new Object();

	private final Dispatcher dispatcher;

	private final Router router;

	// guarded by readyMonitor
	private boolean ready;

	private DefaultChannel(Sender self, Cluster cluster, ChannelSettings settings, DataCodec codec,
			RouterFactory routers) {
		this.self = self;
		this.cluster = cluster;
		this.settings = settings;
		this.codec = codec;
		this.targets = new TargetResolver(self, cluster);
		this.dispatcher = new Dispatcher(settings.bufferSize(), this::call, this::congested);
		this.router = routers.create(this.dispatcher);
	}

	/**
	 * Create the channel of a process without a cluster.
	 * @param cluster the cluster, of which this process is the only worker
	 * @param settings the limits
	 * @param codec what encodes the values
	 * @return the channel
	 */
	public static DefaultChannel standalone(Cluster cluster, ChannelSettings settings, DataCodec codec) {
		return new DefaultChannel(new Sender("A", 0, pid()), cluster, settings, codec,
				(dispatcher) -> (envelope, receiver) -> dispatcher.deliver(envelope));
	}

	/**
	 * Create the channel of a master.
	 * @param cluster what it knows of its workers
	 * @param settings the limits
	 * @param codec what encodes the values
	 * @param router what hands on the messages of the cluster
	 * @return the channel
	 */
	public static DefaultChannel master(Cluster cluster, ChannelSettings settings, DataCodec codec,
			MasterRouter router) {
		return new DefaultChannel(new Sender(Target.MASTER, 0, pid()), cluster, settings, codec, (dispatcher) -> {
			router.local(dispatcher);
			return router;
		});
	}

	/**
	 * Create the channel of a worker.
	 * @param code the code of its place
	 * @param cluster what it knows of the workers
	 * @param settings the limits
	 * @param codec what encodes the values
	 * @param link the connection to the master
	 * @return the channel
	 */
	public static DefaultChannel worker(String code, Cluster cluster, ChannelSettings settings, DataCodec codec,
			Link link) {
		return new DefaultChannel(new Sender(code, link.workerId(), pid()), cluster, settings, codec,
				(dispatcher) -> new WorkerRouter(settings, link));
	}

	private static long pid() {
		return ProcessHandle.current().pid();
	}

	@Override
	public boolean isMaster() {
		return this.self.id() == 0;
	}

	@Override
	public boolean isWorker() {
		return !isMaster();
	}

	@Override
	public String code() {
		return this.self.code();
	}

	@Override
	public long id() {
		return this.self.id();
	}

	/**
	 * Return this channel as our own packages use it.
	 * @return the same object at each call
	 */
	public InternalChannel internal() {
		return this.internal;
	}

	Sender self() {
		return this.self;
	}

	@Override
	public Cluster cluster() {
		return this.cluster;
	}

	@Override
	public Subscription on(String event, ChannelMessageHandler handler) {
		return subscribe(event, handler, false);
	}

	@Override
	public <T> Subscription on(String event, Class<T> type, Consumer<T> handler) {
		return on(event, TypedHandlers.of(type, handler));
	}

	@Override
	public <T, U> Subscription on(String event, Class<T> first, Class<U> second, BiConsumer<T, U> handler) {
		return on(event, TypedHandlers.of(first, second, handler));
	}

	@Override
	public Subscription once(String event, ChannelMessageHandler handler) {
		return subscribe(event, handler, true);
	}

	@Override
	public <T> Subscription once(String event, Class<T> type, Consumer<T> handler) {
		return once(event, TypedHandlers.of(type, handler));
	}

	@Override
	public <T, U> Subscription once(String event, Class<T> first, Class<U> second, BiConsumer<T, U> handler) {
		return once(event, TypedHandlers.of(first, second, handler));
	}

	private Subscription subscribe(String event, ChannelMessageHandler handler, boolean once) {
		Assert.hasText(event, "'event' must not be empty");
		Assert.notNull(handler, "'handler' must not be null");
		synchronized (this.readyMonitor) {
			Subscriptions.Registration registration = this.subscriptions.add(event, handler, once);
			if (this.ready && event.equals(READY)) {
				this.dispatcher.execute(() -> registration.call(readyMessage()));
			}
			return registration;
		}
	}

	@Override
	public void emit(String event, @Nullable Object... data) {
		doEmit(checkEvent(event), data);
	}

	void doEmit(String event, @Nullable Object[] data) {
		String target = isWorker() ? Target.MASTER : Target.ALL;
		send(target, target, event, data);
	}

	@Override
	public void emitTo(String target, String event, @Nullable Object... data) {
		doEmitTo(target, checkEvent(event), data);
	}

	void doEmitTo(String target, String event, @Nullable Object[] data) {
		TargetResolver.Address address = this.targets.resolve(target);
		send(address.target(), address.receiver(), event, data);
	}

	@Override
	public void emitTo(Sender target, String event, @Nullable Object... data) {
		doEmitTo(target, checkEvent(event), data);
	}

	void doEmitTo(Sender target, String event, @Nullable Object[] data) {
		TargetResolver.Address address = this.targets.resolve(target);
		send(address.target(), address.receiver(), event, data);
	}

	@Override
	public void broadcast(String event, @Nullable Object... data) {
		doBroadcast(checkEvent(event), data);
	}

	void doBroadcast(String event, @Nullable Object[] data) {
		send(Target.ALL, Target.ALL, event, data);
	}

	private static String checkEvent(String event) {
		Assert.hasText(event, "'event' must not be empty");
		if (event.equals(READY) || InternalChannel.isInternal(event)) {
			throw new IllegalArgumentException("The event '" + event + "' is reserved: neither '" + READY
					+ "' nor a name that begins with '" + InternalChannel.PREFIX + "' can be sent");
		}
		return event;
	}

	private DataCodec codec(String event) {
		return InternalChannel.isInternal(event) ? this.internalCodec : this.codec;
	}

	private void send(String target, String receiver, String event, @Nullable Object[] data) {
		Envelope envelope = Envelope.of(this.self, this.sequence.incrementAndGet(), target, event,
				codec(event).encode(event, data));
		if (envelope.size() > this.settings.maxMessageSize()) {
			throw new MessageTooLargeException(event, envelope.size(), this.settings.maxMessageSize());
		}
		this.router.send(envelope, receiver);
	}

	/**
	 * Take in a message that came from another process. Never waits.
	 * @param envelope the message
	 */
	public void deliver(Envelope envelope) {
		this.dispatcher.deliver(envelope);
	}

	/**
	 * Return whether a control word is one about messages.
	 * @param control the word
	 * @return whether it is for {@link #onControl}
	 */
	public static boolean isAboutMessages(Control control) {
		return MESSAGE_CONTROLS.contains(control.name());
	}

	/**
	 * Do what a control word says, if it is one about messages.
	 * @param control the word
	 * @return whether it was
	 */
	public boolean onControl(Control control) {
		switch (control.name()) {
			case MasterRouter.READY -> ready();
			case MasterRouter.DETACHED -> this.detached.countDown();
			case MasterRouter.PAUSE -> setGate(control.values(), false);
			case MasterRouter.RESUME -> setGate(control.values(), true);
			default -> {
				return false;
			}
		}
		return true;
	}

	private void setGate(List<String> receivers, boolean open) {
		if (this.router instanceof WorkerRouter workerRouter) {
			receivers.forEach((receiver) -> workerRouter.setGate(receiver, open));
		}
	}

	private void congested(boolean congested) {
		if (this.router instanceof WorkerRouter workerRouter) {
			workerRouter.congested(congested);
		}
		else if (this.router instanceof MasterRouter masterRouter) {
			masterRouter.congested(Target.MASTER, congested);
		}
	}

	/**
	 * Say that the cluster is ready: call the handlers of that event, on a thread of the
	 * channel, and then begin to dispatch messages. Calling it again has no effect.
	 */
	public void ready() {
		List<Subscriptions.Registration> handlers;
		synchronized (this.readyMonitor) {
			if (this.ready) {
				return;
			}
			this.ready = true;
			handlers = this.subscriptions.get(READY);
		}
		this.dispatcher.open(Dispatcher.Lane.INTERNAL);
		this.dispatcher.execute(() -> {
			ChannelMessage message = readyMessage();
			handlers.forEach((handler) -> handler.call(message));
			this.dispatcher.open(Dispatcher.Lane.APPLICATION);
		});
	}

	private ChannelMessage readyMessage() {
		Sender sender = isMaster() ? this.self : new Sender(Target.MASTER, 0, 0);
		return new DefaultChannelMessage(Envelope.of(sender, 0, this.self.code(), READY, new byte[0]), this.codec);
	}

	private void call(Envelope envelope) {
		try {
			this.subscriptions.call(new DefaultChannelMessage(envelope, codec(envelope.event())));
		}
		catch (MalformedEnvelopeException ex) {
			logger.error("The message " + envelope + " cannot be read", ex);
		}
	}

	/**
	 * Wait, in a worker, until the master sends no more messages and those that came were
	 * handled.
	 * @param timeout how long to wait
	 * @return whether it came to that
	 * @throws InterruptedException if the waiting thread is interrupted
	 */
	public boolean awaitDrained(Duration timeout) throws InterruptedException {
		long deadline = System.nanoTime() + timeout.toNanos();
		boolean nothingComes = this.detached.await(timeout.toNanos(), TimeUnit.NANOSECONDS);
		return this.dispatcher.awaitIdle(Duration.ofNanos(deadline - System.nanoTime())) && nothingComes;
	}

	/**
	 * Call no more handlers.
	 */
	public void close() {
		this.dispatcher.close();
	}

	/**
	 * What makes the router that fits the role.
	 */
	@FunctionalInterface
	private interface RouterFactory {

		Router create(Dispatcher dispatcher);

	}

}
