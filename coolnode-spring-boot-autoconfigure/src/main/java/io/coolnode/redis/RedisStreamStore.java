package io.coolnode.redis;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.data.domain.Range;
import org.springframework.data.redis.connection.Limit;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.RedisStreamCommands.XAddOptions;
import org.springframework.data.redis.connection.ReturnType;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.connection.stream.ByteRecord;
import org.springframework.data.redis.connection.stream.ReadOffset;
import org.springframework.data.redis.connection.stream.StreamOffset;
import org.springframework.data.redis.connection.stream.StreamReadOptions;
import org.springframework.data.redis.connection.stream.StreamRecords;

/**
 * Redis, by way of the application's own connection factory. One connection reads, and
 * another one does the rest; each is opened anew after an error.
 */
final class RedisStreamStore implements StreamStore, AutoCloseable {

	private static final Log logger = LogFactory.getLog(RedisStreamStore.class);

	private static final byte[] FIELD = Keys.bytes("r");

	private static final byte[] RENEW = Keys.bytes("""
			if redis.call('get', KEYS[1]) == ARGV[1] then
				return redis.call('pexpire', KEYS[1], ARGV[2])
			end
			return 0
			""");

	private static final byte[] RELEASE = Keys.bytes("""
			if redis.call('get', KEYS[1]) == ARGV[1] then
				return redis.call('del', KEYS[1])
			end
			return 0
			""");

	private static final byte[] ACQUIRE = Keys.bytes("""
			local holder = redis.call('get', KEYS[1])
			if not holder or holder == ARGV[2] then
				redis.call('set', KEYS[1], ARGV[1], 'px', ARGV[3])
				return 1
			end
			return 0
			""");

	/**
	 * Spring Data offers this kind of trimming from 4.1 on, and Boot 4.0 has 4.0.
	 */
	private static final byte[] TRIM = Keys.bytes("return redis.call('xtrim', KEYS[1], 'minid', '~', ARGV[1])");

	private final Wire reading;

	private final Wire writing;

	private final Duration longestWait;

	RedisStreamStore(RedisConnectionFactory factory) {
		this.longestWait = longestWait(factory);
		this.reading = new Wire(factory);
		this.writing = new Wire(factory);
	}

	/**
	 * Return how long a command may wait without being taken for one that gets no answer.
	 * @param factory what opens the connections
	 * @return the time
	 */
	private static Duration longestWait(RedisConnectionFactory factory) {
		return (factory instanceof LettuceConnectionFactory lettuce)
				? Duration.ofMillis(Math.max(1, lettuce.getTimeout() / 2)) : Duration.ofSeconds(1);
	}

	@Override
	public void add(String stream, byte[] record, long maxLength) {
		ByteRecord added = StreamRecords.rawBytes(Map.of(FIELD, record)).withStreamKey(Keys.bytes(stream));
		this.writing.call(
				(redis) -> redis.streamCommands().xAdd(added, XAddOptions.maxlen(maxLength).approximateTrimming(true)));
	}

	@Override
	public List<StoredRecord> read(Map<String, String> after, int count, Duration wait) {
		List<StreamOffset<byte[]>> offsets = new ArrayList<>();
		after.forEach(
				(stream, position) -> offsets.add(StreamOffset.create(Keys.bytes(stream), ReadOffset.from(position))));
		@SuppressWarnings("unchecked")
		StreamOffset<byte[]>[] array = offsets.toArray(StreamOffset[]::new);
		Duration shortened = (wait.compareTo(this.longestWait) < 0) ? wait : this.longestWait;
		List<ByteRecord> records = this.reading.call((redis) -> redis.streamCommands()
			.xRead(StreamReadOptions.empty().count(count).block(shortened), array));
		return (records != null) ? records.stream().map(RedisStreamStore::toStored).toList() : List.of();
	}

	private static StoredRecord toStored(ByteRecord stored) {
		byte[] stream = stored.getStream();
		byte[] bytes = stored.getValue().values().stream().findFirst().orElse(new byte[0]);
		return new StoredRecord((stream != null) ? new String(stream, StandardCharsets.UTF_8) : "",
				stored.getId().getValue(), bytes);
	}

	@Override
	public String end(String stream) {
		List<ByteRecord> last = this.writing.call((redis) -> redis.streamCommands()
			.xRevRange(Keys.bytes(stream), Range.unbounded(), Limit.limit().count(1)));
		return (last == null || last.isEmpty()) ? Positions.BEGINNING : last.get(0).getId().getValue();
	}

	@Override
	public void trim(String stream, String position) {
		eval(TRIM, stream, position);
	}

	@Override
	public void expire(String key, Duration time) {
		this.writing.call((redis) -> redis.keyCommands().pExpire(Keys.bytes(key), time.toMillis()));
	}

	@Override
	public boolean acquire(String key, String holder, @Nullable String replaced, Duration time) {
		return isOne(eval(ACQUIRE, key, holder, (replaced != null) ? replaced : "", millis(time)));
	}

	@Override
	public @Nullable Lease lease(String key) {
		byte[] holder = this.writing.call((redis) -> redis.stringCommands().get(Keys.bytes(key)));
		Long left = this.writing.call((redis) -> redis.keyCommands().pTtl(Keys.bytes(key), TimeUnit.MILLISECONDS));
		return (holder == null || left == null) ? null
				: new Lease(new String(holder, StandardCharsets.UTF_8), Duration.ofMillis(Math.max(0, left)));
	}

	@Override
	public boolean renew(String key, String holder, Duration time) {
		return isOne(eval(RENEW, key, holder, millis(time)));
	}

	@Override
	public void release(String key, String holder) {
		eval(RELEASE, key, holder);
	}

	private static String millis(Duration time) {
		return Long.toString(time.toMillis());
	}

	private static boolean isOne(@Nullable Long result) {
		return result != null && result == 1;
	}

	private @Nullable Long eval(byte[] script, String key, String... arguments) {
		byte[][] values = new byte[arguments.length + 1][];
		values[0] = Keys.bytes(key);
		for (int i = 0; i < arguments.length; i++) {
			values[i + 1] = Keys.bytes(arguments[i]);
		}
		return this.writing.call((redis) -> redis.scriptingCommands().eval(script, ReturnType.INTEGER, 1, values));
	}

	@Override
	public void close() {
		this.reading.close();
		this.writing.close();
	}

	/**
	 * A connection that is opened when it is needed.
	 */
	private static final class Wire {

		private final RedisConnectionFactory factory;

		private final Object monitor = new Object();

		// guarded by monitor
		private @Nullable RedisConnection connection;

		Wire(RedisConnectionFactory factory) {
			this.factory = factory;
		}

		<T> @Nullable T call(Function<RedisConnection, @Nullable T> command) {
			try {
				return command.apply(open());
			}
			catch (DataAccessException | UnsupportedOperationException | IllegalStateException ex) {
				close();
				throw new StoreUnavailableException("Redis cannot be used: " + ex.getMessage(), ex);
			}
		}

		private RedisConnection open() {
			synchronized (this.monitor) {
				RedisConnection current = this.connection;
				if (current == null) {
					current = this.factory.getConnection();
					this.connection = current;
				}
				return current;
			}
		}

		void close() {
			RedisConnection current;
			synchronized (this.monitor) {
				current = this.connection;
				this.connection = null;
			}
			try {
				if (current != null) {
					current.close();
				}
			}
			catch (DataAccessException ex) {
				logger.debug("A connection to Redis ended in disorder", ex);
			}
		}

	}

}
