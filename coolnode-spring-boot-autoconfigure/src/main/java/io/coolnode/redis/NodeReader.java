package io.coolnode.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import io.coolnode.redis.StreamStore.StoredRecord;

/**
 * Reads the stream of this machine and that of all, on one thread, and gives what each
 * master has written to a receiver in the order in which it was written: once, although
 * it may stand there twice.
 */
final class NodeReader {

	private static final Log logger = LogFactory.getLog(NodeReader.class);

	private static final int COUNT = 500;

	private static final Duration WAIT = Duration.ofMillis(500);

	private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

	/**
	 * After what time between two looks this process, or Redis, must have been away.
	 */
	private static final long AWAY_NANOS = TimeUnit.SECONDS.toNanos(2);

	/**
	 * How much time there is between two lines about strange records.
	 */
	private static final long COMPLAINT_NANOS = TimeUnit.SECONDS.toNanos(10);

	private static final Comparator<Read> ORDER = Comparator.comparingLong((Read read) -> read.record().incarnation())
		.thenComparingLong((read) -> read.record().order());

	private final String own;

	private final String all;

	private final long incarnation;

	private final StreamStore store;

	private final Seal seal;

	private final Origins origins;

	private final Receiver receiver;

	// confined to the thread that reads
	private final Map<String, String> positions = new LinkedHashMap<>();

	// volatile: written by the thread that reads, read by the one that writes
	private volatile String positionOfAll;

	// volatile: as above
	private volatile String positionOfOwn;

	// volatile: set once, by the thread that closes
	private volatile boolean closed;

	// confined to the thread that reads
	private boolean away;

	// confined to the thread that reads
	private long strange;

	// confined to the thread that reads
	private long complained;

	// confined to the thread that reads
	private long heardSince = System.nanoTime();

	/**
	 * Create a reader.
	 * @param own the key of the stream of this machine
	 * @param all the key of the stream of all
	 * @param from the position in the stream of all after which it begins
	 * @param incarnation this start of the master, whose own records are passed over
	 * @param store the streams
	 * @param seal proves the origin of records
	 * @param origins tells what is new
	 * @param receiver gets what is new
	 */
	NodeReader(String own, String all, String from, long incarnation, StreamStore store, Seal seal, Origins origins,
			Receiver receiver) {
		this.own = own;
		this.all = all;
		this.incarnation = incarnation;
		this.store = store;
		this.seal = seal;
		this.origins = origins;
		this.receiver = receiver;
		this.positionOfAll = from;
		this.positionOfOwn = Positions.BEGINNING;
		this.positions.put(own, this.positionOfOwn);
		this.positions.put(all, from);
	}

	String positionOfAll() {
		return this.positionOfAll;
	}

	String positionOfOwn() {
		return this.positionOfOwn;
	}

	/**
	 * Read until the end.
	 */
	void run() {
		long last = System.nanoTime();
		while (!this.closed) {
			boolean read = readOnce();
			long now = System.nanoTime();
			if (!read || now - last > AWAY_NANOS) {
				this.heardSince = now;
			}
			last = now;
			if (read) {
				this.receiver.pause(this.heardSince);
			}
			else if (!this.closed) {
				LockSupport.parkNanos(RETRY_NANOS);
			}
		}
	}

	private boolean readOnce() {
		try {
			take(this.store.read(this.positions, COUNT, WAIT));
			if (this.away) {
				logger.info("Redis is back; messages of other machines are read");
				this.away = false;
			}
			return true;
		}
		catch (StoreUnavailableException ex) {
			if (!this.away && !this.closed) {
				logger.warn("Messages of other machines cannot be read: " + ex.getMessage());
				this.away = true;
			}
			return false;
		}
	}

	private void take(List<StoredRecord> records) {
		List<Read> complete = new ArrayList<>();
		for (StoredRecord stored : withoutGaps(records)) {
			NodeRecord record = decode(stored);
			if (record != null && record.incarnation() != this.incarnation) {
				complete.add(new Read(record, stored.stream().equals(this.own), stored.bytes().length));
			}
			this.positions.put(stored.stream(), stored.position());
		}
		complete.sort(ORDER);
		complete.forEach(this::give);
		this.positionOfAll = this.positions.getOrDefault(this.all, this.positionOfAll);
		this.positionOfOwn = this.positions.getOrDefault(this.own, this.positionOfOwn);
	}

	/**
	 * Leave for the next time what may belong after a record that was not read yet, since
	 * only a part of a stream was.
	 * @param records what was read
	 * @return the records that can be put in order
	 */
	private List<StoredRecord> withoutGaps(List<StoredRecord> records) {
		long end = Math.min(endOf(this.own, records), endOf(this.all, records));
		List<StoredRecord> before = records.stream().filter((stored) -> stored.time() < end).toList();
		return before.isEmpty() ? records : before;
	}

	private static long endOf(String stream, List<StoredRecord> records) {
		List<StoredRecord> those = records.stream().filter((stored) -> stored.stream().equals(stream)).toList();
		return (those.size() < COUNT) ? Long.MAX_VALUE : those.get(those.size() - 1).time();
	}

	private @Nullable NodeRecord decode(StoredRecord stored) {
		try {
			return NodeRecord.decode(stored.bytes(), this.seal, stored.stream());
		}
		catch (MalformedRecordException ex) {
			complain(stored, ex);
			return null;
		}
	}

	private void complain(StoredRecord stored, MalformedRecordException ex) {
		this.strange++;
		long now = System.nanoTime();
		if (this.strange == 1 || now - this.complained > COMPLAINT_NANOS) {
			this.complained = now;
			logger.error("The record " + stored.position() + " in " + stored.stream() + " is passed over, number "
					+ this.strange + " of that kind. " + ex.getMessage());
		}
	}

	private void give(Read read) {
		NodeRecord record = read.record();
		long missing = this.origins.accept(record, read.own());
		if (missing < 0) {
			logger.debug("Record " + record.number() + " of '" + record.node() + "' was read before");
			return;
		}
		if (missing > 0) {
			logger.error(missing + " records of the machine '" + record.node() + "' are lost: Redis has lost its data, "
					+ "or this machine was away for so long that they were removed "
					+ "(cool.channel.redis.max-age, cool.channel.redis.max-length)");
		}
		this.receiver.read(read.size());
		record.items().forEach((item) -> this.receiver.receive(record, item));
	}

	void close() {
		this.closed = true;
	}

	/**
	 * Gets what is read, on the thread that reads.
	 */
	interface Receiver {

		/**
		 * Take in an item.
		 * @param record the record in which it stood
		 * @param item the item
		 */
		void receive(NodeRecord record, Item item);

		/**
		 * Take notice of the size of a record.
		 * @param bytes its size
		 */
		void read(int bytes);

		/**
		 * Called when all that was read has been received.
		 * @param since since when all that is written can be read, in nanoseconds
		 */
		void pause(long since);

	}

	/**
	 * A record that was read.
	 *
	 * @param record the record
	 * @param own whether it stood in the stream of this machine
	 * @param size its bytes
	 */
	private record Read(NodeRecord record, boolean own, int size) {

	}

}
