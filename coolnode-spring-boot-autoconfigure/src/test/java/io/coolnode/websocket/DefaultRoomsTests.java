package io.coolnode.websocket;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import io.coolnode.Subscription;
import io.coolnode.channel.tcp.LocalCluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link DefaultRooms}.
 */
class DefaultRoomsTests {

	private final AtomicInteger traffic = new AtomicInteger();

	private final AtomicInteger encoded = new AtomicInteger();

	private LocalCluster cluster;

	private DefaultRooms a;

	private DefaultRooms b;

	@BeforeEach
	void start() throws Exception {
		this.cluster = new LocalCluster().start("A", "B");
		this.cluster.channel(2).internal().on("coolnode.rooms", (message) -> this.traffic.incrementAndGet());
		this.a = new DefaultRooms(this.cluster.channel(1).internal(), this::toJson);
		this.b = new DefaultRooms(this.cluster.channel(2).internal(), this::toJson);
	}

	@AfterEach
	void stop() throws Exception {
		this.a.destroy();
		this.b.destroy();
		this.cluster.close();
	}

	@Test
	void messageWhenSentReachesMembersInAllWorkers() {
		Client one = new Client();
		Client two = new Client();
		Client elsewhere = new Client();
		this.a.join("lobby", one);
		this.b.join("lobby", two);
		this.b.join("other", elsewhere);
		awaitInterest(this.a, "lobby");
		this.a.to("lobby").send("hello");
		this.a.to("lobby").send(List.of(1, "two"));
		this.a.to("lobby").send(new byte[] { 65, 66 });
		one.awaitReceived("hello", "[1,\"two\"]", "binary AB");
		two.awaitReceived("hello", "[1,\"two\"]", "binary AB");
		assertThat(elsewhere.received).isEmpty();
		assertThat(this.encoded).hasValue(1);
	}

	@Test
	void workerWhenItHasNoMembersGetsNoTraffic() {
		Client one = new Client();
		Client two = new Client();
		this.a.join("lobby", one);
		Subscription membership = this.b.join("lobby", two);
		this.b.join("end", two);
		awaitInterest(this.a, "lobby");
		membership.cancel();
		Awaitility.await().until(() -> this.a.interests().of("lobby").isEmpty());
		this.a.to("lobby").send("for A alone");
		this.a.to("end").send("end");
		two.awaitReceived("end");
		one.awaitReceived("for A alone");
		assertThat(this.traffic).hasValue(1);
	}

	@Test
	void messageWhenMemberIsExceptedDoesNotReachIt() {
		Client sender = new Client();
		Client other = new Client();
		this.a.join("lobby", sender);
		this.a.join("lobby", other);
		this.a.to("lobby").except(sender).send("from sender");
		this.a.to("lobby").send("to all");
		other.awaitReceived("from sender", "to all");
		sender.awaitReceived("to all");
	}

	@Test
	void memberWhenItsConnectionEndsLeavesAllRooms() {
		Client one = new Client();
		this.b.join("lobby", one);
		this.b.join("other", one);
		awaitInterest(this.a, "lobby");
		one.onClose.run();
		Awaitility.await().until(() -> this.a.interests().of("lobby").isEmpty());
		Awaitility.await().until(() -> this.a.interests().of("other").isEmpty());
	}

	@Test
	void memberWhenItIsSlowHoldsUpNobodyAndIsClosed() {
		Client slow = new Client();
		slow.block = new CountDownLatch(1);
		Client quick = new Client();
		this.a.join("lobby", slow);
		this.a.join("lobby", quick);
		String large = "x".repeat(400_000);
		for (int i = 1; i <= 4; i++) {
			int sent = i;
			this.a.to("lobby").send(large);
			Awaitility.await().until(() -> quick.received.size() == sent);
		}
		Awaitility.await().until(() -> slow.closed);
		slow.block.countDown();
		slow.awaitReceived(large);
		this.a.to("lobby").send("later");
		quick.awaitReceived(large, large, large, large, "later");
		assertThat(slow.received).containsExactly(large);
	}

	@Test
	void memberWhenItsConnectionIsBrokenIsClosed() {
		Client broken = new Client();
		broken.broken = true;
		this.a.join("lobby", broken);
		this.a.to("lobby").send("hello");
		Awaitility.await().until(() -> broken.closed);
	}

	@Test
	void membersWhenProcessStopsAreClosed() {
		Client early = new Client();
		Client late = new Client();
		this.a.join("lobby", early);
		this.a.closeAll();
		this.a.join("lobby", late);
		Awaitility.await().until(() -> early.closed && late.closed);
	}

	@Test
	void messageWhenItCannotBeWrittenIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.a.to("lobby").send(this));
	}

	private String toJson(Object value) {
		this.encoded.incrementAndGet();
		if (value == this) {
			throw new IllegalArgumentException("no JSON");
		}
		return new JsonMapper().writeValueAsString(value);
	}

	private static void awaitInterest(DefaultRooms rooms, String room) {
		Awaitility.await()
			.until(() -> !rooms.interests().of(room).isEmpty() && rooms.interests().of("nobody is here").isEmpty());
	}

	/**
	 * A client that keeps what it gets.
	 */
	private static final class Client implements RoomMember {

		private final List<String> received = new CopyOnWriteArrayList<>();

		private volatile CountDownLatch block = new CountDownLatch(0);

		private volatile boolean broken;

		private volatile boolean closed;

		private Runnable onClose;

		@Override
		public void send(RoomMessage message) throws IOException {
			if (this.broken) {
				throw new IOException("broken");
			}
			try {
				this.block.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			this.received.add((message.isText() ? "" : "binary ") + message.text());
		}

		@Override
		public void close() {
			this.closed = true;
		}

		@Override
		public void onClose(Runnable action) {
			this.onClose = action;
		}

		private void awaitReceived(String... expected) {
			Awaitility.await().untilAsserted(() -> assertThat(this.received).containsExactly(expected));
		}

	}

}
