package io.coolnode.logging;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LineAssembler} and {@link CapturedLines}.
 */
class LinesTests {

	private final List<PrintedLine> lines = new ArrayList<>();

	private final LineAssembler assembler = new LineAssembler(true, this.lines::add);

	private void print(long second, String thread, String text) {
		byte[] bytes = text.getBytes();
		RecordWriter record = new RecordWriter(100).putLong(second)
			.putInt(5)
			.putText(thread)
			.putInt(bytes.length)
			.putBytes(bytes, 0, bytes.length);
		this.assembler.take(new RecordReader(record.toByteArray()));
	}

	@Test
	void linesWhenPrintedInPartsBelongToTheirFirstPart() {
		print(1, "one", "a");
		print(2, "two", "b\r\n\nrest");
		assertThat(this.lines).containsExactly(new PrintedLine(true, Instant.ofEpochSecond(1, 5), "one", "ab"),
				new PrintedLine(true, Instant.ofEpochSecond(2, 5), "two", ""));
		this.assembler.finish();
		assertThat(this.lines).last().extracting(PrintedLine::text).isEqualTo("rest");
	}

	@Test
	void lineWhenWithoutEndIsCutIntoPieces() {
		print(1, "one", "x".repeat(100_000));
		print(1, "one", "ä\n");
		assertThat(this.lines).hasSize(2);
		assertThat(this.lines.get(0).text()).hasSize(64 * 1024);
		assertThat(this.lines.get(1).text()).endsWith("xä");
	}

	@Test
	void capturedWhenNobodyTakesThemAreBoundedAndCounted() {
		CapturedLines captured = new CapturedLines(Duration.ofMillis(20));
		for (int i = 0; i < 100_000; i++) {
			captured.add(false, "line " + i + " " + "x".repeat(1000));
		}
		int taken = 0;
		for (PrintedLine line = captured.poll(); line != null; line = captured.poll()) {
			assertThat(line.text()).startsWith("line " + taken++ + " ");
		}
		assertThat(taken).isBetween(500, 2000);
		assertThat(captured.dropped()).isEqualTo(100_000 - taken);
		captured.add(false, "again");
		assertThat(captured.poll()).isNotNull();
	}

	@Test
	void capturedWhenFullWaitForRoom() throws InterruptedException {
		CapturedLines captured = new CapturedLines(Duration.ofSeconds(30));
		String half = "x".repeat(600_000);
		captured.add(false, half);
		captured.add(false, half);
		CountDownLatch added = new CountDownLatch(1);
		Thread thread = new Thread(() -> {
			captured.add(false, "late");
			added.countDown();
		});
		thread.start();
		captured.poll();
		assertThat(added.await(10, TimeUnit.SECONDS)).isTrue();
		captured.poll();
		assertThat(captured.poll()).extracting(PrintedLine::text).isEqualTo("late");
		assertThat(captured.isEmpty()).isTrue();
	}

}
