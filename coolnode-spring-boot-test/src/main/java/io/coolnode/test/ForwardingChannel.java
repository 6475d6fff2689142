package io.coolnode.test;

import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import io.coolnode.Channel;
import io.coolnode.ChannelMessage;
import io.coolnode.ChannelMessageHandler;
import io.coolnode.Cluster;
import io.coolnode.Sender;
import io.coolnode.Subscription;

/**
 * A channel that is another one, and lets a subclass look on.
 */
class ForwardingChannel implements Channel {

	private final Channel channel;

	ForwardingChannel(Channel channel) {
		this.channel = channel;
	}

	/**
	 * Called with each new subscription.
	 * @param subscription the subscription
	 * @return the same
	 */
	Subscription subscribed(Subscription subscription) {
		return subscription;
	}

	/**
	 * Called before a message is sent.
	 * @param target a code, {@code "master"}, a number, or {@code "*"} for all workers
	 * @param event the name of the event
	 * @param data the values
	 * @return what to call if it could not be sent
	 */
	Runnable sending(String target, String event, @Nullable Object[] data) {
		return () -> {
		};
	}

	private void send(String target, String event, @Nullable Object[] data, Runnable sending) {
		Runnable undo = sending(target, event, data);
		try {
			sending.run();
		}
		catch (RuntimeException ex) {
			undo.run();
			throw ex;
		}
	}

	@Override
	public boolean isMaster() {
		return this.channel.isMaster();
	}

	@Override
	public boolean isWorker() {
		return this.channel.isWorker();
	}

	@Override
	public String code() {
		return this.channel.code();
	}

	@Override
	public long id() {
		return this.channel.id();
	}

	@Override
	public Cluster cluster() {
		return this.channel.cluster();
	}

	@Override
	public Subscription on(String event, ChannelMessageHandler handler) {
		return subscribed(this.channel.on(event, handler));
	}

	@Override
	public <T> Subscription on(String event, Class<T> type, Consumer<T> handler) {
		return subscribed(this.channel.on(event, type, handler));
	}

	@Override
	public <T, U> Subscription on(String event, Class<T> first, Class<U> second, BiConsumer<T, U> handler) {
		return subscribed(this.channel.on(event, first, second, handler));
	}

	@Override
	public Subscription once(String event, ChannelMessageHandler handler) {
		return subscribed(this.channel.once(event, handler));
	}

	@Override
	public <T> Subscription once(String event, Class<T> type, Consumer<T> handler) {
		return subscribed(this.channel.once(event, type, handler));
	}

	@Override
	public <T, U> Subscription once(String event, Class<T> first, Class<U> second, BiConsumer<T, U> handler) {
		return subscribed(this.channel.once(event, first, second, handler));
	}

	@Override
	public void emit(String event, @Nullable Object... data) {
		send(isWorker() ? "master" : SentMessage.ALL_WORKERS, event, data, () -> this.channel.emit(event, data));
	}

	@Override
	public void emitTo(String target, String event, @Nullable Object... data) {
		send(target, event, data, () -> this.channel.emitTo(target, event, data));
	}

	@Override
	public void emitTo(Sender target, String event, @Nullable Object... data) {
		send(target.code(), event, data, () -> this.channel.emitTo(target, event, data));
	}

	@Override
	public void broadcast(String event, @Nullable Object... data) {
		send(SentMessage.ALL_WORKERS, event, data, () -> this.channel.broadcast(event, data));
	}

	@Override
	public CompletableFuture<ChannelMessage> request(String target, String event, @Nullable Object... data) {
		Runnable undo = sending(target, event, data);
		try {
			return this.channel.request(target, event, data);
		}
		catch (RuntimeException ex) {
			undo.run();
			throw ex;
		}
	}

}
