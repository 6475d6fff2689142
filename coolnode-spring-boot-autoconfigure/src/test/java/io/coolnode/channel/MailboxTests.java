package io.coolnode.channel;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.coolnode.ChannelOverflowException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link Mailbox}.
 */
@Timeout(30)
class MailboxTests {

	private static final Duration NO_TIME = Duration.ofMillis(1);

	private final int size = Envelopes.message(1, 1).size();

	private final List<Boolean> congestion = new ArrayList<>();

	private final Mailbox mailbox = new Mailbox("B", 8L * this.size, this.congestion::add, Delivery.AT_MOST_ONCE);

	private final Receiver receiver = new Receiver();

	@Test
	void messageWhenOutletTakesItPasses() {
		this.mailbox.attach(this.receiver);
		assertThat(this.mailbox.add(Envelopes.message(1, 1))).isTrue();
		this.mailbox.put(Envelopes.message(1, 2), NO_TIME);
		assertThat(this.receiver.taken).containsExactly(1L, 2L);
	}

	@Test
	void messagesWhenOutletTakesNoneWaitAndPassInOrder() {
		this.mailbox.attach(this.receiver);
		this.receiver.room = 1;
		add(1, 5);
		assertThat(this.receiver.taken).containsExactly(1L);
		this.receiver.room = 2;
		this.mailbox.pump();
		assertThat(this.receiver.taken).containsExactly(1L, 2L, 3L);
		this.receiver.room = Integer.MAX_VALUE;
		add(6, 6);
		this.mailbox.pump(this.receiver);
		assertThat(this.receiver.taken).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
	}

	@Test
	void messagesWhenHeldWaitUntilNoMore() {
		this.mailbox.attach(this.receiver);
		this.mailbox.hold(this.receiver, true);
		add(1, 3);
		this.mailbox.pump();
		assertThat(this.receiver.taken).isEmpty();
		this.mailbox.hold(new Receiver(), false);
		assertThat(this.receiver.taken).isEmpty();
		this.mailbox.hold(this.receiver, false);
		assertThat(this.receiver.taken).containsExactly(1L, 2L, 3L);
	}

	@Test
	void messagesWhenOutletIsGoneAreForTheNextEvenIfThatWasHeld() {
		this.mailbox.attach(this.receiver);
		this.mailbox.hold(this.receiver, true);
		add(1, 2);
		this.mailbox.detach(this.receiver);
		add(3, 3);
		Receiver next = new Receiver();
		this.mailbox.attach(next);
		this.mailbox.detach(this.receiver);
		add(4, 4);
		assertThat(this.receiver.taken).isEmpty();
		assertThat(next.taken).containsExactly(1L, 2L, 3L, 4L);
	}

	@Test
	void messageWhenForACertainOutletIsTakenForNoOther() {
		assertThat(this.mailbox.addIfAttached(Envelopes.message(1, 1), this.receiver)).isFalse();
		this.mailbox.attach(this.receiver);
		assertThat(this.mailbox.addIfAttached(Envelopes.message(1, 2), this.receiver)).isTrue();
		assertThat(this.mailbox.addIfAttached(Envelopes.message(1, 3), new Receiver())).isFalse();
		assertThat(this.receiver.taken).containsExactly(2L);
	}

	@Test
	void senderWhenThereIsNoRoomGetsAnOverflowAndItsMessageIsNotAdded() {
		add(1, 8);
		assertThatExceptionOfType(ChannelOverflowException.class)
			.isThrownBy(() -> this.mailbox.put(Envelopes.message(1, 9), NO_TIME))
			.withMessageContaining("B");
		this.mailbox.attach(this.receiver);
		assertThat(this.receiver.taken).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
	}

	@Test
	void senderWhenRoomIsMadeGoesOn() throws Exception {
		add(1, 8);
		CompletableFuture<Void> waiting = CompletableFuture
			.runAsync(() -> this.mailbox.put(Envelopes.message(1, 9), Duration.ofSeconds(20)));
		assertThat(waiting).isNotDone();
		this.mailbox.attach(this.receiver);
		waiting.get(10, TimeUnit.SECONDS);
		assertThat(this.receiver.taken).hasSize(9).last().isEqualTo(9L);
	}

	@Test
	void senderWhenInterruptedGetsAnOverflowAndStaysInterrupted() {
		add(1, 8);
		Thread.currentThread().interrupt();
		assertThatExceptionOfType(ChannelOverflowException.class)
			.isThrownBy(() -> this.mailbox.put(Envelopes.message(1, 9), Duration.ofSeconds(20)));
		assertThat(Thread.interrupted()).isTrue();
	}

	@Test
	void messageWhenLargerThanAllRoomIsTakenByAnEmptyMailbox() {
		this.mailbox.put(Envelopes.message(1, 1, "event", 100 * this.size), NO_TIME);
		assertThatExceptionOfType(ChannelOverflowException.class)
			.isThrownBy(() -> this.mailbox.put(Envelopes.message(1, 2), NO_TIME));
		this.mailbox.attach(this.receiver);
		assertThat(this.receiver.taken).containsExactly(1L);
	}

	@Test
	void congestionWhenFillingAndEmptyingIsToldOnceEach() {
		add(1, 6);
		assertThat(this.congestion).isEmpty();
		add(7, 8);
		assertThat(this.congestion).containsExactly(true);
		this.receiver.room = 5;
		this.mailbox.attach(this.receiver);
		assertThat(this.congestion).containsExactly(true);
		this.receiver.room = 1;
		this.mailbox.pump();
		assertThat(this.congestion).containsExactly(true, false);
	}

	@Test
	void mailboxWhenClosedReturnsWhatWaitedAndTakesNoMore() {
		add(1, 8);
		assertThat(Envelopes.sequences(this.mailbox.close().stream())).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
		assertThat(this.congestion).containsExactly(true, false);
		assertThat(this.mailbox.add(Envelopes.message(1, 9))).isFalse();
		assertThat(this.mailbox.close()).isEmpty();
	}

	@ParameterizedTest(name = "seed {0}")
	@MethodSource("io.coolnode.channel.Envelopes#seeds")
	void messagesWhateverHappensToOutletsArriveOnceAndInOrder(long seed) {
		Random random = new Random(seed);
		List<Long> arrived = new ArrayList<>();
		Receiver outlet = new Receiver(arrived);
		long sent = 0;
		for (int i = 0; i < 2000; i++) {
			switch (random.nextInt(7)) {
				case 0 -> this.mailbox.attach(outlet);
				case 1 -> this.mailbox.detach(outlet);
				case 2 -> this.mailbox.hold(outlet, random.nextBoolean());
				case 3 -> outlet.room = random.nextInt(20);
				case 4 -> this.mailbox.pump();
				case 5 -> outlet = new Receiver(arrived);
				default -> add(++sent, sent);
			}
		}
		Receiver last = new Receiver(arrived);
		this.mailbox.attach(last);
		assertThat(arrived).hasSize((int) sent).isSorted().doesNotHaveDuplicates();
	}

	@Test
	void messagesWhenSendersAndReceiverRaceArriveOnceAndInOrderOfEachSender() {
		Mailbox contended = new Mailbox("B", 100L * this.size, (congested) -> {
		}, Delivery.AT_MOST_ONCE);
		Random random = new Random(1);
		List<Envelope> arrived = new ArrayList<>();
		contended.attach((envelope) -> random.nextInt(3) > 0 && arrived.add(envelope));
		List<CompletableFuture<Void>> senders = new ArrayList<>();
		for (long sender = 1; sender <= 3; sender++) {
			long id = sender;
			senders.add(CompletableFuture.runAsync(() -> {
				for (int i = 1; i <= 5000; i++) {
					contended.put(Envelopes.message(id, i), Duration.ofSeconds(20));
				}
			}));
		}
		await().until(() -> {
			contended.pump();
			return senders.stream().allMatch(CompletableFuture::isDone);
		});
		contended.attach(arrived::add);
		for (long sender = 1; sender <= 3; sender++) {
			long id = sender;
			assertThat(Envelopes.sequences(arrived.stream().filter((envelope) -> envelope.senderId() == id)))
				.hasSize(5000)
				.isSorted()
				.doesNotHaveDuplicates();
		}
	}

	private void add(long first, long last) {
		for (long sequence = first; sequence <= last; sequence++) {
			this.mailbox.add(Envelopes.message(1, sequence));
		}
	}

	/**
	 * An outlet that takes only so many.
	 */
	private static final class Receiver implements Mailbox.Outlet {

		private final List<Long> taken;

		private int room = Integer.MAX_VALUE;

		Receiver() {
			this(new ArrayList<>());
		}

		Receiver(List<Long> taken) {
			this.taken = taken;
		}

		@Override
		public boolean write(Envelope envelope) {
			if (this.room == 0) {
				return false;
			}
			this.room--;
			return this.taken.add(envelope.sequence());
		}

	}

}
