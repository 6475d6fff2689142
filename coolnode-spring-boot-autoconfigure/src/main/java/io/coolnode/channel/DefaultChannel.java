package io.coolnode.channel;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

import io.coolnode.Channel;
import io.coolnode.ChannelMessage;
import io.coolnode.ChannelMessageHandler;
import io.coolnode.Cluster;
import io.coolnode.Sender;
import io.coolnode.Subscription;

/**
 * The channel of a process in any role: it checks and encodes what is sent, and gives
 * what is received to the handlers. The role decides by which {@link Router} it sends.
 */
public final class DefaultChannel implements Channel {

	private static final Set<String> MESSAGE_CONTROLS = Set.of(MasterRouter.READY, MasterRouter.DETACHED,
			MasterRouter.PAUSE, MasterRouter.RESUME, MasterRouter.BEHIND, MasterRouter.CAUGHT_UP);

	private final Self self;

	private final Cluster cluster;

	private final TargetResolver targets;

	private final InternalChannel internal = new InternalChannel(this);

	private final Outbound outbound;

	private final Inbound inbound;

	private final Router router;

	private final Dispatcher dispatcher;

	private final Burst burst;

	private DefaultChannel(Self self, Cluster cluster, ChannelSettings settings, DataCodec codec, Router router) {
		this.self = self;
		this.cluster = cluster;
		this.targets = new TargetResolver(self.id(), cluster);
		this.router = router;
		this.dispatcher = new Dispatcher(settings.bufferSize(), this::handle, router::congested, router);
		this.burst = new Burst(this.dispatcher::execute);
		this.outbound = new Outbound(self, settings, codec, router, this.dispatcher::execute);
		this.inbound = new Inbound(self, this.dispatcher, this.outbound);
	}

	/**
	 * Create the channel of a process without a cluster.
	 * @param cluster the cluster, of which this process is the only worker
	 * @param settings the limits
	 * @param codec what encodes the values
	 * @return the channel
	 */
	public static DefaultChannel standalone(Cluster cluster, ChannelSettings settings, DataCodec codec) {
		StandaloneRouter router = new StandaloneRouter(settings);
		DefaultChannel channel = new DefaultChannel(Self.of("A", 0), cluster, settings, codec, router);
		router.local(channel.inbound);
		return channel;
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
		DefaultChannel channel = new DefaultChannel(Self.of(Target.MASTER, 0), cluster, settings, codec, router);
		router.local(channel.inbound);
		return channel;
	}

	/**
	 * Create the channel of a worker.
	 * @param self its id and its code, which it may get later
	 * @param cluster what it knows of the workers
	 * @param settings the limits
	 * @param codec what encodes the values
	 * @param link the connection to the master
	 * @return the channel
	 */
	public static DefaultChannel worker(Self self, Cluster cluster, ChannelSettings settings, DataCodec codec,
			Link link) {
		return new DefaultChannel(self, cluster, settings, codec, new WorkerRouter(settings, link));
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

	Self self() {
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
		return subscribe(event, TypedHandlers.of(type, handler), false);
	}

	@Override
	public <T, U> Subscription on(String event, Class<T> first, Class<U> second, BiConsumer<T, U> handler) {
		return subscribe(event, TypedHandlers.of(first, second, handler), false);
	}

	@Override
	public Subscription once(String event, ChannelMessageHandler handler) {
		return subscribe(event, handler, true);
	}

	@Override
	public <T> Subscription once(String event, Class<T> type, Consumer<T> handler) {
		return subscribe(event, TypedHandlers.of(type, handler), true);
	}

	@Override
	public <T, U> Subscription once(String event, Class<T> first, Class<U> second, BiConsumer<T, U> handler) {
		return subscribe(event, TypedHandlers.of(first, second, handler), true);
	}

	private Subscription subscribe(String event, ChannelMessageHandler handler, boolean once) {
		return this.inbound.subscribe(event, handler, once);
	}

	@Override
	public void emit(String event, @Nullable Object... data) {
		doEmit(checkEvent(event), data);
	}

	void doEmit(String event, @Nullable Object[] data) {
		this.outbound.send(isWorker() ? TargetResolver.Address.MASTER : TargetResolver.Address.LOCAL, event, data);
	}

	@Override
	public void emitTo(String target, String event, @Nullable Object... data) {
		doEmitTo(target, checkEvent(event), data);
	}

	void doEmitTo(String target, String event, @Nullable Object[] data) {
		this.outbound.send(this.targets.resolve(target), event, data);
	}

	@Override
	public void emitTo(Sender target, String event, @Nullable Object... data) {
		doEmitTo(target, checkEvent(event), data);
	}

	void doEmitTo(Sender target, String event, @Nullable Object[] data) {
		this.outbound.send(this.targets.resolve(target), event, data);
	}

	@Override
	public void broadcast(String event, @Nullable Object... data) {
		doBroadcast(checkEvent(event), data);
	}

	void doBroadcast(String event, @Nullable Object[] data) {
		this.outbound.send(TargetResolver.Address.ALL, event, data);
	}

	@Override
	public CompletableFuture<ChannelMessage> request(String target, String event, @Nullable Object... data) {
		return doRequest(target, checkEvent(event), data);
	}

	CompletableFuture<ChannelMessage> doRequest(String target, String event, @Nullable Object[] data) {
		return this.outbound.request(target, this.targets.resolve(target), event, data);
	}

	private static String checkEvent(String event) {
		Assert.hasText(event, "'event' must not be empty");
		if (event.equals(READY) || InternalChannel.isInternal(event)) {
			throw new IllegalArgumentException("The event '" + event + "' is reserved: neither '" + READY
					+ "' nor a name that begins with '" + InternalChannel.PREFIX + "' can be sent");
		}
		return event;
	}

	/**
	 * Take in a message that came from another process. Never waits. What there is to do
	 * about it is done by who calls {@link #takeWork()}, on the same thread.
	 * @param envelope the message
	 */
	public void deliver(Envelope envelope) {
		this.inbound.deliver(envelope, this.burst);
	}

	/**
	 * Return what there is to do about the messages that were taken in.
	 * @return what is to be done after this thread has let another one read on, or
	 * {@code null} if there is nothing
	 */
	public @Nullable Runnable takeWork() {
		return this.burst.take();
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
			case MasterRouter.DETACHED -> this.inbound.detached();
			case MasterRouter.PAUSE -> setGates(control.values(), false);
			case MasterRouter.RESUME -> setGates(control.values(), true);
			case MasterRouter.BEHIND -> setPace(control.values(), true);
			case MasterRouter.CAUGHT_UP -> setPace(control.values(), false);
			default -> {
				return false;
			}
		}
		return true;
	}

	private void setGates(List<String> receivers, boolean open) {
		if (this.router instanceof WorkerRouter workerRouter) {
			workerRouter.setGates(receivers, open);
		}
	}

	private void setPace(List<String> receivers, boolean behind) {
		if (this.router instanceof WorkerRouter workerRouter) {
			workerRouter.setPace(receivers, behind);
		}
	}

	/**
	 * Send what waits, in a worker, since its master takes it now.
	 */
	public void writable() {
		if (this.router instanceof WorkerRouter workerRouter) {
			workerRouter.onWritable();
		}
	}

	/**
	 * Say that the cluster is ready: call the handlers of that event, on a thread of the
	 * channel, and then begin to dispatch messages. Calling it again has no effect.
	 */
	public void ready() {
		this.inbound.ready();
	}

	/**
	 * Answer our own packages from now on, although the cluster is not ready.
	 */
	public void answerInternal() {
		this.dispatcher.open(Dispatcher.Lane.INTERNAL);
	}

	ChannelCounts counts() {
		return new ChannelCounts(this.outbound.sent(), this.dispatcher.received(),
				this.router.held() + this.dispatcher.waiting());
	}

	private void handle(Envelope envelope) {
		this.inbound.handle(envelope);
	}

	/**
	 * Wait, in a worker, until the master sends no more messages and those that came were
	 * handled.
	 * @param timeout how long to wait
	 * @return whether it came to that
	 * @throws InterruptedException if the waiting thread is interrupted
	 */
	public boolean awaitDrained(Duration timeout) throws InterruptedException {
		return this.inbound.awaitDrained(timeout);
	}

	/**
	 * Wait until the handlers of {@code ready} have returned, if it has come, and those
	 * of the messages that came.
	 * @param timeout how long to wait
	 * @return whether it came to that
	 * @throws InterruptedException if the waiting thread is interrupted
	 */
	public boolean awaitIdle(Duration timeout) throws InterruptedException {
		return this.inbound.awaitIdle(timeout);
	}

	/**
	 * Call no more handlers, and fail the requests that wait.
	 */
	public void close() {
		this.outbound.close();
		this.inbound.close();
	}

}
