package io.coolnode.logging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link LogBuffer}, {@link RingWriter} and {@link RingReader}.
 */
class RingTests {

	private static final int CAPACITY = 1024 * 1024;

	@TempDir
	private Path directory;

	private final AtomicLong now = new AtomicLong();

	private final List<byte[]> read = new ArrayList<>();

	private LogBuffer masters;

	private LogBuffer workers;

	private RingReader reader;

	private Runnable whilePausing = () -> {
	};

	@BeforeEach
	void create() throws IOException {
		Path file = Files.createFile(this.directory.resolve("ring"));
		this.masters = LogBuffer.create(file, CAPACITY, new byte[] { 1, 2, 3 });
		this.workers = LogBuffer.open(file);
		this.reader = new RingReader(this.masters);
	}

	@AfterEach
	void close() throws IOException {
		this.masters.close();
	}

	private RingWriter writer(Duration blockTimeout) {
		return new RingWriter(this.workers, blockTimeout, this.now::get, (nanos) -> {
			this.now.addAndGet(nanos);
			this.whilePausing.run();
		});
	}

	private int readAll() {
		return this.reader.read(Integer.MAX_VALUE, this.read::add);
	}

	private static byte[] record(int number, int length) {
		byte[] record = new byte[length];
		for (int i = 0; i < length; i++) {
			record[i] = (byte) (number + i);
		}
		return record;
	}

	private static boolean write(RingWriter writer, byte[] record) {
		return writer.write(record, record.length);
	}

	@Test
	void openWhenCreatedTellsBriefingAndTakesTheName() {
		assertThat(this.workers.briefing()).containsExactly(1, 2, 3);
		assertThat(this.directory).isEmptyDirectory();
	}

	@Test
	void openWhenFileIsSomethingElseFails() throws IOException {
		Path file = Files.write(this.directory.resolve("other"), new byte[10_000]);
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> LogBuffer.open(file));
	}

	@Test
	void readWhenManyTimesAroundReturnsRecordsInOrder() {
		RingWriter writer = writer(Duration.ofSeconds(1));
		for (int i = 0; i < 20_000; i++) {
			assertThat(write(writer, record(i, i % 700))).isTrue();
			if (i % 1000 == 999) {
				readAll();
			}
		}
		readAll();
		assertThat(this.read).hasSize(20_000);
		for (int i = 0; i < 20_000; i++) {
			assertThat(this.read.get(i)).isEqualTo(record(i, i % 700));
		}
	}

	@Test
	void readWhenWriterIsGoneReturnsWhatItHasWritten() {
		write(writer(Duration.ZERO), record(1, 10));
		this.workers = null;
		assertThat(readAll()).isEqualTo(1);
		assertThat(readAll()).isZero();
	}

	@Test
	void readWhenLimitedLeavesTheRest() {
		RingWriter writer = writer(Duration.ZERO);
		write(writer, record(1, 10));
		write(writer, record(2, 10));
		assertThat(this.reader.read(1, this.read::add)).isEqualTo(1);
		assertThat(this.reader.pending()).isPositive();
		assertThat(readAll()).isEqualTo(1);
		assertThat(this.reader.pending()).isZero();
	}

	@Test
	void writeWhenRecordHasTheMaximumLengthFitsAtAnyPosition() {
		RingWriter writer = writer(Duration.ZERO);
		int maximum = RingWriter.maxLength(CAPACITY);
		for (int i = 1; i < 50; i++) {
			assertThat(write(writer, record(i, i * 7919 % maximum))).isTrue();
			readAll();
			assertThat(write(writer, record(i, maximum))).isTrue();
			readAll();
		}
		assertThat(this.read).hasSize(98);
	}

	@Test
	void writeWhenReadAtOnceUsesLittleMemoryOverAndOver() {
		RingWriter writer = writer(Duration.ZERO);
		for (int i = 0; i < 10_000; i++) {
			write(writer, record(i, 300));
			readAll();
		}
		assertThat(this.workers.getInt(CAPACITY / 2)).isZero();
	}

	@Test
	void writeWhenBegunAnewMayFillTheWholeRing() {
		RingWriter writer = writer(Duration.ZERO);
		for (int i = 0; i < 100; i++) {
			write(writer, record(i, 1000));
		}
		readAll();
		this.read.clear();
		int count = fill(writer);
		assertThat(this.masters.get(LogBuffer.DROPPED)).isZero();
		assertThat(readAll()).isEqualTo(count);
		for (int i = 0; i < count; i++) {
			assertThat(this.read.get(i)).isEqualTo(record(i, 1000));
		}
	}

	@Test
	void writeWhenFullWaitsForRoom() {
		RingWriter writer = writer(Duration.ofSeconds(5));
		fill(writer);
		this.whilePausing = this::readAll;
		assertThat(write(writer, record(7, 1000))).isTrue();
		readAll();
		assertThat(this.read.get(this.read.size() - 1)).isEqualTo(record(7, 1000));
		assertThat(this.masters.get(LogBuffer.DROPPED)).isZero();
	}

	private int fill(RingWriter writer) {
		int count = 0;
		int size = RingWriter.sizeOf(1000);
		for (long free = CAPACITY; free >= size; free -= size) {
			write(writer, record(count++, 1000));
		}
		return count;
	}

	@Test
	void writeWhenFullForTooLongDropsAndCounts() {
		RingWriter writer = writer(Duration.ofSeconds(5));
		fill(writer);
		assertThat(write(writer, record(1, 1000))).isFalse();
		assertThat(this.now.get()).isGreaterThanOrEqualTo(Duration.ofSeconds(5).toNanos());
		long then = this.now.get();
		assertThat(write(writer, record(2, 1000))).isFalse();
		assertThat(this.now.get()).isEqualTo(then);
		assertThat(this.masters.get(LogBuffer.DROPPED)).isEqualTo(2);
	}

	@Test
	void writeWhenReaderOnlyCreepsWaitsNoLongerInAll() {
		RingWriter writer = writer(Duration.ofSeconds(5));
		fill(writer);
		this.whilePausing = () -> {
			if (this.now.get() % Duration.ofSeconds(2).toNanos() == 0) {
				this.reader.read(1, this.read::add);
			}
		};
		int written = 0;
		while (write(writer, record(written, 1000))) {
			written++;
		}
		assertThat(written).isEqualTo(2);
		assertThat(this.now.get()).isEqualTo(Duration.ofSeconds(5).toNanos());
	}

	@Test
	void writeWhenReaderIsSlowButReadsWaitsOnAndOn() {
		RingWriter writer = writer(Duration.ofSeconds(5));
		fill(writer);
		this.whilePausing = () -> {
			if (this.now.get() % Duration.ofSeconds(2).toNanos() == 0) {
				this.reader.read(100, this.read::add);
			}
		};
		for (int i = 0; i < 2000; i++) {
			assertThat(write(writer, record(i, 1000))).isTrue();
		}
		assertThat(this.now.get()).isGreaterThan(Duration.ofSeconds(20).toNanos());
	}

	@Test
	void writeWhenAQuarterIsFreeAgainDropsNoMore() {
		RingWriter writer = writer(Duration.ZERO);
		int count = fill(writer);
		assertThat(write(writer, record(1, 1000))).isFalse();
		this.reader.read(10, this.read::add);
		assertThat(write(writer, record(1, 1000))).isFalse();
		this.reader.read(count / 3, this.read::add);
		assertThat(write(writer, record(1, 1000))).isTrue();
	}

	@Test
	void writeWhenAllProcessesWereFrozenGoesOnWaiting() {
		RingWriter writer = writer(Duration.ofSeconds(5));
		fill(writer);
		AtomicInteger pauses = new AtomicInteger();
		this.whilePausing = () -> {
			if (pauses.incrementAndGet() == 3) {
				this.now.addAndGet(Duration.ofMinutes(1).toNanos());
			}
			if (pauses.get() == 5) {
				readAll();
			}
		};
		assertThat(write(writer, record(1, 1000))).isTrue();
	}

	@Test
	void writeWhenInterruptedWaitsAndStaysInterrupted() {
		RingWriter writer = writer(Duration.ofSeconds(5));
		fill(writer);
		this.whilePausing = this::readAll;
		Thread.currentThread().interrupt();
		assertThat(write(writer, record(1, 1000))).isTrue();
		assertThat(Thread.interrupted()).isTrue();
	}

	@Test
	void writeWhenReaderSleepsRingsOnce() {
		AtomicInteger rung = new AtomicInteger();
		RingWriter writer = writer(Duration.ZERO);
		writer.setBell(rung::incrementAndGet);
		write(writer, record(1, 10));
		assertThat(rung).hasValue(0);
		this.masters.announce(LogBuffer.ASLEEP, 1);
		write(writer, record(1, 10));
		write(writer, record(1, 10));
		assertThat(rung).hasValue(1);
	}

	@Test
	void writeWhenManyThreadsWriteKeepsTheOrderOfEach() throws InterruptedException {
		RingWriter writer = new RingWriter(this.workers, Duration.ofSeconds(10), System::nanoTime,
				(nanos) -> Thread.onSpinWait());
		List<Thread> threads = new ArrayList<>();
		for (int t = 0; t < 4; t++) {
			int number = t;
			Thread thread = new Thread(() -> {
				for (int i = 0; i < 20_000; i++) {
					byte[] record = { (byte) number, (byte) (i >> 8), (byte) i };
					writer.write(record, record.length);
				}
			});
			thread.start();
			threads.add(thread);
		}
		int[] next = new int[4];
		int count = 0;
		while (count < 80_000) {
			count += this.reader.read(1000, (record) -> {
				int value = ((record[1] & 0xff) << 8) | (record[2] & 0xff);
				assertThat(value).isEqualTo(next[record[0]]++);
			});
		}
		for (Thread thread : threads) {
			thread.join();
		}
		assertThat(readAll()).isZero();
	}

	@Test
	void readWhenMemoryIsDamagedFails() {
		RingWriter writer = writer(Duration.ZERO);
		write(writer, record(1, 10));
		this.workers.putInt(0, 1_000_000);
		assertThatExceptionOfType(CorruptLogBufferException.class).isThrownBy(this::readAll);
		this.reader.skipAll();
		write(writer, record(2, 10));
		assertThat(readAll()).isEqualTo(1);
	}

}
