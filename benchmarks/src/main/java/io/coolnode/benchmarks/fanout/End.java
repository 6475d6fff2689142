package io.coolnode.benchmarks.fanout;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

import io.coolnode.channel.Control;
import io.coolnode.channel.DefaultChannel;
import io.coolnode.channel.Envelope;
import io.coolnode.channel.Link;
import io.coolnode.channel.LinkListener;
import io.coolnode.channel.Self;
import io.coolnode.cluster.ClusterView;

/**
 * A worker's end of the channel, without the worker.
 */
final class End implements LinkListener {

	/**
	 * The event that is counted.
	 */
	static final String EVENT = "greeting";

	private final String code;

	private final CompletableFuture<DefaultChannel> channel = new CompletableFuture<>();

	// volatile: set before the messages come that it counts
	private volatile CountDownLatch missing = new CountDownLatch(0);

	End(String code) {
		this.code = code;
	}

	DefaultChannel channel() {
		return this.channel.join();
	}

	void awaitOpen() {
		this.channel.join();
	}

	void expect(int messages) {
		this.missing = new CountDownLatch(messages);
	}

	void awaitAll(int seconds) throws InterruptedException {
		Assert.state(this.missing.await(seconds, TimeUnit.SECONDS), () -> this.code + " misses messages");
	}

	void close() {
		channel().close();
	}

	@Override
	public void onOpen(Link link) {
		DefaultChannel created = DefaultChannel.worker(Self.of(this.code, link.workerId()), new ClusterView(),
				Star.SETTINGS, Star.CODEC, link);
		created.on(EVENT, (message) -> this.missing.countDown());
		this.channel.complete(created);
	}

	@Override
	public void onMessage(Link link, Envelope envelope) {
		channel().deliver(envelope);
	}

	@Override
	public @Nullable Runnable onPause(Link link) {
		return channel().takeWork();
	}

	@Override
	public void onControl(Link link, Control control) {
		channel().onControl(control);
	}

	@Override
	public void onWritable(Link link) {
		channel().writable();
	}

	@Override
	public void onClosed(Link link) {
	}

}
