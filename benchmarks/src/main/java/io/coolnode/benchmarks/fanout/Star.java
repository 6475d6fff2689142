package io.coolnode.benchmarks.fanout;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.util.Assert;

import io.coolnode.channel.ChannelSettings;
import io.coolnode.channel.Control;
import io.coolnode.channel.DataCodec;
import io.coolnode.channel.Delivery;
import io.coolnode.channel.Envelope;
import io.coolnode.channel.Link;
import io.coolnode.channel.LinkListener;
import io.coolnode.channel.MasterRouter;
import io.coolnode.channel.tcp.ChannelClient;
import io.coolnode.channel.tcp.ChannelServer;

/**
 * A master and ends of workers in this process, each with a connection of its own.
 */
final class Star implements AutoCloseable, LinkListener {

	/**
	 * What the ends are made with.
	 */
	static final ChannelSettings SETTINGS = new ChannelSettings(8 << 20, 64 << 20, Duration.ofSeconds(30),
			Duration.ofSeconds(30), Delivery.AT_MOST_ONCE);

	/**
	 * What the ends encode with.
	 */
	static final DataCodec CODEC = new DataCodec(new JsonMapper());

	private static final int PATIENCE = 60;

	private final MasterRouter router = new MasterRouter(SETTINGS);

	private final BlockingQueue<Link> links = new LinkedBlockingQueue<>();

	private final List<End> ends = new ArrayList<>();

	private final ChannelServer server;

	Star(int receivers) throws IOException, InterruptedException {
		this.server = new ChannelServer(0, SETTINGS.maxMessageSize(), this);
		for (int id = 1; id <= receivers; id++) {
			String code = "W" + id;
			End end = new End(code);
			ChannelClient.connect(this.server.port(), id, this.server.expect(id), end);
			Link link = this.links.poll(PATIENCE, TimeUnit.SECONDS);
			Assert.state(link != null, "No connection");
			end.awaitOpen();
			this.ends.add(end);
			this.router.open(code);
			this.router.admit(code, link);
		}
	}

	/**
	 * Send messages from the first end to all, and wait until all have them.
	 * @param count how many
	 */
	void broadcast(int count) throws InterruptedException {
		this.ends.forEach((end) -> end.expect(count));
		for (int i = 0; i < count; i++) {
			this.ends.get(0).channel().broadcast(End.EVENT, "hello from worker one, forty characters.", i);
		}
		for (End end : this.ends) {
			end.awaitAll(PATIENCE);
		}
	}

	@Override
	public void onOpen(Link link) {
		this.router.connected(link);
		this.links.add(link);
	}

	@Override
	public void onMessage(Link link, Envelope envelope) {
		this.router.route(envelope);
	}

	@Override
	public @Nullable Runnable onPause(Link link) {
		this.router.flush();
		return null;
	}

	@Override
	public void onControl(Link link, Control control) {
		this.router.onControl(link, control);
	}

	@Override
	public void onWritable(Link link) {
		this.router.writable(link);
	}

	@Override
	public void onClosed(Link link) {
		this.router.disconnected(link);
	}

	@Override
	public void close() {
		this.ends.forEach(End::close);
		this.server.close();
	}

}
