package io.coolnode.redis;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

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

	/**
	 * How much may wait here; the rest waits where it is counted against the sender.
	 */
	private static final int MAX_WAITING = 512 * 1024;

	private static final int MAX_RECORD = 64 * 1024;

	private static final long RETRY_MILLIS = 200;

	private final NodeSettings settings;

	private final Keys keys;

	private final Seal seal;

	private final long incarnation;

	private final StreamStore store;

	private final Members members;

	private final Surroundings surroundings;

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition changed = this.lock.newCondition();

	// guarded by lock
	private final Deque<Outgoing> waiting = new ArrayDeque<>();

	// guarded by lock
	private int waitingBytes;

	// guarded by lock
	private boolean refused;

	// guarded by lock
	private boolean presenceDue = true;

	// guarded by lock
	private boolean woken;

	// guarded by lock
	private boolean closed;

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
		this.lock.lock();
		try {
			if (this.closed || (node == null && this.members.isEmpty())) {
				return true;
			}
			if (this.waitingBytes >= MAX_WAITING) {
				this.refused = true;
				return false;
			}
			add(new Outgoing(node, new Item.Message(envelope), envelope.size()));
			return true;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Send a word, whether there is room or not.
	 * @param node the machine, or {@code null} for all
	 * @param control the word
	 */
	void send(@Nullable String node, Control control) {
		this.lock.lock();
		try {
			add(new Outgoing(node, new Item.Word(control), 0));
		}
		finally {
			this.lock.unlock();
		}
	}

	private void add(Outgoing outgoing) {
		this.waiting.add(outgoing);
		this.waitingBytes += outgoing.size();
		this.changed.signal();
	}

	/**
	 * Say soon that this machine is there, since something about it has changed.
	 */
	void presenceDue() {
		this.lock.lock();
		try {
			this.presenceDue = true;
			this.changed.signal();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Look again at what the others have read.
	 */
	void wake() {
		this.lock.lock();
		try {
			this.woken = true;
			this.changed.signal();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Write until the end.
	 * @throws InterruptedException if the thread is interrupted
	 */
	void run() throws InterruptedException {
		long interval = TimeUnit.MILLISECONDS.toNanos(this.settings.memberTimeout().toMillis() / 5);
		long next = System.nanoTime();
		while (await(next)) {
			long now = System.nanoTime();
			if (takePresenceDue() || now - next >= 0) {
				tellPresence();
				next = now + interval;
			}
			acknowledge();
			if (hasRoom() || isClosed()) {
				writeAll(take());
				if (wasRefused()) {
					this.surroundings.writable();
				}
			}
		}
	}

	private boolean await(long next) throws InterruptedException {
		this.lock.lockInterruptibly();
		try {
			long nanos = next - System.nanoTime();
			while (!this.closed && !this.presenceDue && !this.woken && nanos > 0
					&& (this.waiting.isEmpty() || !hasRoom())) {
				nanos = this.changed.awaitNanos(nanos);
			}
			this.woken = false;
			return !this.closed || !this.waiting.isEmpty();
		}
		finally {
			this.lock.unlock();
		}
	}

	private boolean takePresenceDue() {
		this.lock.lock();
		try {
			boolean due = this.presenceDue;
			this.presenceDue = false;
			return due;
		}
		finally {
			this.lock.unlock();
		}
	}

	private boolean isClosed() {
		this.lock.lock();
		try {
			return this.closed;
		}
		finally {
			this.lock.unlock();
		}
	}

	private List<Outgoing> take() {
		this.lock.lock();
		try {
			List<Outgoing> batch = new ArrayList<>(this.waiting);
			this.waiting.clear();
			this.waitingBytes = 0;
			return batch;
		}
		finally {
			this.lock.unlock();
		}
	}

	private boolean wasRefused() {
		this.lock.lock();
		try {
			boolean was = this.refused;
			this.refused = false;
			return was;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Write a batch. What goes to single machines has no order among these, but what goes
	 * to all has its place between.
	 * @param batch what to write, in the order in which it was sent
	 * @throws InterruptedException if the thread is interrupted
	 */
	private void writeAll(List<Outgoing> batch) throws InterruptedException {
		Map<String, List<Item>> toNodes = new LinkedHashMap<>();
		List<Item> toAll = new ArrayList<>();
		for (Outgoing outgoing : batch) {
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
			if (!pauseForRetry()) {
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

	private boolean pauseForRetry() throws InterruptedException {
		this.lock.lockInterruptibly();
		try {
			long nanos = TimeUnit.MILLISECONDS.toNanos(RETRY_MILLIS);
			while (!this.closed && nanos > 0) {
				nanos = this.changed.awaitNanos(nanos);
			}
			return !this.closed;
		}
		finally {
			this.lock.unlock();
		}
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
			pauseForRetry();
			presenceDue();
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
		this.lock.lock();
		try {
			this.closed = true;
			this.changed.signalAll();
		}
		finally {
			this.lock.unlock();
		}
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

	/**
	 * What waits to be written.
	 *
	 * @param node the machine, or {@code null} for all
	 * @param item what goes there
	 * @param size how many bytes it counts for
	 */
	private record Outgoing(@Nullable String node, Item item, int size) {

	}

}
