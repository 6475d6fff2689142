package io.coolnode.channel;

import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

import io.coolnode.ChannelMessage;
import io.coolnode.ChannelMessageHandler;
import io.coolnode.Cluster;
import io.coolnode.Sender;
import io.coolnode.Subscription;

/**
 * The channel as our own packages use it: the same targets, limits and order, but for
 * events whose names begin with {@value #PREFIX}, which applications cannot send. Values
 * travel through a {@code JsonMapper} of our own, which no application configures. The
 * handlers of these events wait for no handler of the application, not even for those of
 * {@code ready}.
 */
public final class InternalChannel {

	/**
	 * How the names of all events of this channel begin.
	 */
	public static final String PREFIX = "coolnode.";

	private final DefaultChannel channel;

	InternalChannel(DefaultChannel channel) {
		this.channel = channel;
	}

	static boolean isInternal(String event) {
		return event.startsWith(PREFIX);
	}

	/**
	 * Return the channel of the application, which shares the connections of this one.
	 * @return the same object at each call
	 */
	public DefaultChannel channel() {
		return this.channel;
	}

	/**
	 * Return the worker id of this process.
	 * @return the id, or 0 in a master and in a standalone process
	 */
	public long id() {
		return this.channel.id();
	}

	/**
	 * Return whether a message was sent by this process itself, and not by one of another
	 * machine that has the same worker id.
	 * @param sender the sender of the message
	 * @return whether it was
	 */
	public boolean isSelf(Sender sender) {
		return sender.id() == id() && !Target.isRemote(sender.code());
	}

	/**
	 * Do something when this process, which is a spare, has got its code, before the
	 * application's lifecycles start.
	 * @param action what to do, on the thread that starts the application
	 * @return {@code false}, and nothing is to be done, if this process is no spare
	 */
	public boolean onPromotion(Runnable action) {
		return this.channel.self().onPromotion(action);
	}

	/**
	 * Return what is known of the workers.
	 * @return the cluster
	 */
	public Cluster cluster() {
		return this.channel.cluster();
	}

	/**
	 * Return what has passed so far, and what waits.
	 * @return the counts of this moment
	 */
	public ChannelCounts counts() {
		return this.channel.counts();
	}

	/**
	 * Call a handler at each message of the given name, as
	 * {@link io.coolnode.Channel#on(String, ChannelMessageHandler)} does.
	 * @param event the name of the event
	 * @param handler what to call
	 * @return a handle that ends the subscription
	 */
	public Subscription on(String event, ChannelMessageHandler handler) {
		return this.channel.on(check(event), handler);
	}

	/**
	 * Send a message as {@link io.coolnode.Channel#emit} does.
	 * @param event the name of the event
	 * @param data the values
	 */
	public void emit(String event, @Nullable Object... data) {
		this.channel.doEmit(check(event), data);
	}

	/**
	 * Send a message as {@link io.coolnode.Channel#emitTo(String, String, Object...)}
	 * does.
	 * @param target a code, {@code "master"}, or a number: a worker's id or pid
	 * @param event the name of the event
	 * @param data the values
	 */
	public void emitTo(String target, String event, @Nullable Object... data) {
		this.channel.doEmitTo(target, check(event), data);
	}

	/**
	 * Send a message as {@link io.coolnode.Channel#emitTo(Sender, String, Object...)}
	 * does.
	 * @param target the sender of a message that was received
	 * @param event the name of the event
	 * @param data the values
	 */
	public void emitTo(Sender target, String event, @Nullable Object... data) {
		this.channel.doEmitTo(target, check(event), data);
	}

	/**
	 * Send a message as {@link io.coolnode.Channel#broadcast} does.
	 * @param event the name of the event
	 * @param data the values
	 */
	public void broadcast(String event, @Nullable Object... data) {
		this.channel.doBroadcast(check(event), data);
	}

	/**
	 * Send a request as {@link io.coolnode.Channel#request} does.
	 * @param target a code, {@code "master"}, or a number: a worker's id or pid
	 * @param event the name of the event
	 * @param data the values
	 * @return the answer
	 */
	public CompletableFuture<ChannelMessage> request(String target, String event, @Nullable Object... data) {
		return this.channel.doRequest(target, check(event), data);
	}

	/**
	 * Call no more handlers, neither those of our own packages nor the application's.
	 */
	public void close() {
		this.channel.close();
	}

	private static String check(String event) {
		if (!isInternal(event)) {
			throw new IllegalArgumentException("The event '" + event + "' does not begin with '" + PREFIX + "'");
		}
		return event;
	}

}
