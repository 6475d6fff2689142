package io.coolnode.redis;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import io.coolnode.channel.Control;
import io.coolnode.channel.Envelope;

/**
 * Writes to the streams, on one thread: what was sent while a record was on its way goes
 * into the next one. A record is written again until it is known to stand in its stream,
 * so it may stand there twice. Says every now and then that this machine is there.
 */
final class NodeWriter {

	private static final Log logger = LogFactory.getLog(NodeWriter.class);

	private static final int MAX_RECORD = 64 * 1024;

	private static final long RETRY_MILLIS = 200;

	private final NodeSettings settings;

	private final Keys keys;

	private final Seal seal;

	private final long incarnation;

	private final StreamStore store;

	private final Members members;

	private final Surroundings surroundings;

	private final Outbox outbox = new Outbox();

	// confined to the thread that writes
	private final Flight all = new Flight();

	// confined to the thread that writes
	private final Map<Long, Flight> flights = new HashMap<>();

	// confined to the thread that writes
	private final Map<Long, Long> joinedAt = new HashMap<>();

	// confined to the thread that writes
	private long order;

	// confined to the thread that writes
	private boolean away;

	NodeWriter(NodeSettings settings, Keys keys, Seal seal, long incarnation, StreamStore store, Members members,
			Surroundings surroundings) {
		this.settings = settings;
		this.keys = keys;
		this.seal = seal;
		this.incarnation = incarnation;
		this.store = store;
		this.members = members;
		this.surroundings = surroundings;
	}

	/**
	 * Take a message if there is room for it.
	 * @param node the machine, or {@code null} for all
	 * @param envelope the message
	 * @return {@code false} if it was not taken; when there is room again,
	 * {@link Surroundings#writable()} is called
	 */
	boolean write(@Nullable String node, Envelope envelope) {
		boolean unread = node == null && this.members.isEmpty();
		return unread || this.outbox.isClosed() || this.outbox.offer(node, envelope);
	}

	/**
	 * Send a word, whether there is room or not.
	 * @param node the machine, or {@code null} for all
	 * @param control the word
	 */
	void send(@Nullable String node, Control control) {
		this.outbox.add(node, control);
	}

	/**
	 * Say soon that this machine is there, since something about it has changed.
	 */
	void presenceDue() {
		this.outbox.presenceDue();
	}

	/**
	 * Look again at what the others have read.
	 */
	void wake() {
		this.outbox.wake();
	}

	/**
	 * Write until the end.
	 * @throws InterruptedException if the thread is interrupted
	 */
	void run() throws InterruptedException {
		long interval = TimeUnit.MILLISECONDS.toNanos(this.settings.memberTimeout().toMillis() / 5);
		long next = System.nanoTime();
		while (this.outbox.await(next, hasRoom())) {
			long now = System.nanoTime();
			if (this.outbox.takePresenceDue() || now - next >= 0) {
				tellPresence();
				next = now + interval;
			}
			acknowledge();
			if (hasRoom() || this.outbox.isClosed()) {
				writeAll(this.outbox.takeAll());
				if (this.outbox.takeRefused()) {
					this.surroundings.writable();
				}
			}
		}
	}

	/**
	 * Write a batch. What goes to single machines has no order among these, but what goes
	 * to all has its place between.
	 * @param batch what to write, in the order in which it was sent
	 * @throws InterruptedException if the thread is interrupted
	 */
	private void writeAll(List<Outbox.Outgoing> batch) throws InterruptedException {
		Map<String, List<Item>> toNodes = new LinkedHashMap<>();
		List<Item> toAll = new ArrayList<>();
		for (Outbox.Outgoing outgoing : batch) {
			String node = outgoing.node();
			if (node == null) {
				writeToNodes(toNodes);
				toAll.add(outgoing.item());
			}
			else {
				writeToAll(toAll);
				toNodes.computeIfAbsent(node, (name) -> new ArrayList<>()).add(outgoing.item());
			}
		}
		writeToAll(toAll);
		writeToNodes(toNodes);
	}

	private void writeToNodes(Map<String, List<Item>> items) throws InterruptedException {
		for (Map.Entry<String, List<Item>> entry : items.entrySet()) {
			Members.Member member = this.members.find(entry.getKey());
			if (member != null) {
				writeRecords(this.keys.node(member.node(), member.incarnation()),
						this.flights.computeIfAbsent(member.incarnation(), (incarnation) -> new Flight()),
						entry.getValue());
			}
			else {
				logger.warn(entry.getValue().size() + " messages to the machine '" + entry.getKey()
						+ "' are given up: it is gone");
			}
		}
		items.clear();
	}

	private void writeToAll(List<Item> items) throws InterruptedException {
		writeRecords(this.keys.all(), this.all, items);
		items.clear();
	}

	private void writeRecords(String stream, Flight flight, List<Item> items) throws InterruptedException {
		List<Item> part = new ArrayList<>();
		int size = 0;
		for (Item item : items) {
			part.add(item);
			size += (item instanceof Item.Message message) ? message.envelope().size() : 0;
			if (size >= MAX_RECORD) {
				writeRecord(stream, flight, part);
				part = new ArrayList<>();
				size = 0;
			}
		}
		if (!part.isEmpty()) {
			writeRecord(stream, flight, part);
		}
	}

	private void writeRecord(String stream, Flight flight, List<Item> items) throws InterruptedException {
		byte[] bytes = new NodeRecord(this.settings.node(), this.incarnation, flight.next(), ++this.order, items)
			.encode(this.seal, stream);
		while (!tryWrite(stream, bytes)) {
			if (!this.outbox.pause(RETRY_MILLIS)) {
				logger.warn(items.size() + " messages to other machines were not sent before the end");
				return;
			}
		}
		flight.wrote(bytes.length);
	}

	private boolean tryWrite(String stream, byte[] bytes) {
		try {
			this.store.add(stream, bytes, this.settings.maxLength());
			setAway(null);
			return true;
		}
		catch (StoreUnavailableException ex) {
			setAway(ex);
			return false;
		}
	}

	private void setAway(@Nullable StoreUnavailableException failure) {
		if (failure != null && !this.away) {
			logger.warn("Messages to other machines wait: " + failure.getMessage());
		}
		if (failure == null && this.away) {
			logger.info("Redis is back; messages to other machines are sent");
		}
		this.away = failure != null;
	}

	private void tellPresence() throws InterruptedException {
		try {
			if (!this.surroundings.keepName()) {
				return;
			}
			setAway(null);
		}
		catch (StoreUnavailableException ex) {
			setAway(ex);
			if (this.outbox.pause(RETRY_MILLIS)) {
				presenceDue();
			}
			return;
		}
		writeRecord(this.keys.all(), this.all, List.of(new Item.Word(this.surroundings.presence().toControl())));
	}

	/**
	 * Take notice of what the other machines have read. One that has just come has not
	 * missed what was written before.
	 */
	private void acknowledge() {
		Collection<Members.Member> present = this.members.present();
		long readByAll = this.all.last();
		for (Members.Member member : present) {
			long from = this.joinedAt.computeIfAbsent(member.incarnation(), (incarnation) -> this.all.last());
			Presence.Read read = member.presence().read().get(this.incarnation);
			readByAll = Math.min(readByAll, Math.max(from, (read != null) ? read.ofAll() : 0));
			Flight own = this.flights.get(member.incarnation());
			if (own != null && read != null) {
				own.read(read.ofOwn());
			}
		}
		this.all.read(readByAll);
		this.joinedAt.keySet().removeIf((incarnation) -> isUnknown(incarnation, present));
		this.flights.forEach((incarnation, flight) -> {
			if (isUnknown(incarnation, present)) {
				flight.read(flight.last());
			}
		});
	}

	private static boolean isUnknown(long incarnation, Collection<Members.Member> members) {
		return members.stream().noneMatch((member) -> member.incarnation() == incarnation);
	}

	private boolean hasRoom() {
		return this.all.bytes() < this.settings.window()
				&& this.flights.values().stream().allMatch((flight) -> flight.bytes() < this.settings.window());
	}

	/**
	 * Take no more messages, and end when those that wait were written, if Redis takes
	 * them.
	 */
	void close() {
		this.outbox.close();
	}

	/**
	 * What is around a writer.
	 */
	interface Surroundings {

		/**
		 * Return what this machine tells of itself.
		 * @return the presence
		 */
		Presence presence();

		/**
		 * Keep the name of this machine.
		 * @return {@code false} if another one has it now
		 */
		boolean keepName();

		/**
		 * Take notice that the writer has room again.
		 */
		void writable();

	}

}
