package io.coolnode.channel;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import io.coolnode.ChannelMessage;
import io.coolnode.ChannelOverflowException;
import io.coolnode.RequestFailedException;
import io.coolnode.Sender;
import io.coolnode.UnknownTargetException;
import io.coolnode.WorkerState;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for {@link Nodes}: two machines, each a master with a worker, whose wires are
 * calls.
 */
class NodesTests {

	private static final ChannelSettings SETTINGS = new ChannelSettings(100_000, 1000, Duration.ofMillis(100),
			Duration.ofSeconds(20), Delivery.AT_MOST_ONCE);

	private final Map<String, Machine> machines = new ConcurrentHashMap<>();

	private Machine one;

	private Machine two;

	@BeforeEach
	void start() {
		this.one = new Machine("one", "two");
		this.two = new Machine("two", "one");
		this.machines.values().forEach(Machine::begin);
	}

	@AfterEach
	void stop() {
		this.machines.values().forEach(Machine::close);
	}

	@Test
	void broadcastReachesTheWorkersOfAllMachinesAndNoMaster() {
		List<String> masters = listen(this.one.master, this.two.master);
		List<String> workers = listen(this.one.worker, this.two.worker);
		this.one.worker.broadcast("news", "x");
		Awaitility.await().until(() -> workers.size() == 2);
		assertThat(workers).containsExactlyInAnyOrder("A gets x from A", "A gets x from one/A");
		assertThat(masters).isEmpty();
	}

	@Test
	void emitStaysOnTheMachine() {
		List<String> masters = listen(this.one.master, this.two.master);
		List<String> workers = listen(this.one.worker, this.two.worker);
		this.one.worker.emit("news", "to the master");
		this.two.master.emit("news", "to the workers");
		Awaitility.await().until(() -> masters.size() == 1 && workers.size() == 1);
		this.one.worker.broadcast("news", "last");
		Awaitility.await().until(() -> workers.size() == 3);
		assertThat(masters).containsExactly("master gets to the master from A");
		assertThat(workers).containsOnlyOnce("A gets to the workers from master");
	}

	@Test
	void emitToWhenItNamesTheMachineReachesOneProcess() {
		List<String> got = listen(this.one.master, this.two.master, this.one.worker, this.two.worker);
		this.one.worker.emitTo("two/A", "news", "1");
		this.one.worker.emitTo("two/master", "news", "2");
		this.one.worker.emitTo("one/A", "news", "3");
		Awaitility.await().until(() -> got.size() == 3);
		assertThat(got).containsExactlyInAnyOrder("A gets 1 from one/A", "master gets 2 from one/A", "A gets 3 from A");
	}

	@Test
	void emitToWhenNoSuchMachineOrPlaceIsRefused() {
		for (String target : List.of("three/A", "two/B", "two/1", "two/", "one/B", "/A")) {
			assertThatExceptionOfType(UnknownTargetException.class).as(target)
				.isThrownBy(() -> this.one.worker.emitTo(target, "news"));
		}
	}

	@Test
	void emitToWhenSenderIsOnAnotherMachineReachesIt() {
		List<String> got = new CopyOnWriteArrayList<>();
		this.two.worker.on("hello", (message) -> this.two.worker.emitTo(message.sender(), "news", "back"));
		listen(got, this.one.worker, "A");
		this.one.worker.emitTo("two/A", "hello");
		Awaitility.await().until(() -> !got.isEmpty());
		assertThat(got).containsExactly("A gets back from two/A");
		assertThatExceptionOfType(UnknownTargetException.class)
			.isThrownBy(() -> this.one.worker.emitTo(new Sender("two/A", 99, 1), "news"));
	}

	@Test
	void requestWhenTargetIsOnAnotherMachineIsAnswered() throws Exception {
		this.two.worker.on("add",
				(message) -> message.reply(message.get(0, Integer.class) + message.get(1, Integer.class)));
		this.two.master.on("add", (message) -> message.reply(-1));
		assertThat(answer(this.one.worker.request("two/A", "add", 1, 2))).isEqualTo(3);
		assertThat(answer(this.one.master.request("two/A", "add", 3, 4))).isEqualTo(7);
		assertThat(answer(this.one.worker.request("two/master", "add", 1, 2))).isEqualTo(-1);
	}

	@Test
	void requestWhenHandlerIsMissingOrThrowsFails() {
		this.two.worker.on("fail", (message) -> {
			throw new IllegalStateException("no");
		});
		assertThat(failure(this.one.worker.request("two/A", "nothing")))
			.isEqualTo(RequestFailedException.Reason.NO_HANDLER);
		assertThat(failure(this.one.worker.request("two/A", "fail")))
			.isEqualTo(RequestFailedException.Reason.HANDLER_FAILED);
	}

	@Test
	void requestWhenMachineLeavesFailsAtOnce() {
		CompletableFuture<ChannelMessage> taken = new CompletableFuture<>();
		this.two.worker.on("wait", taken::complete);
		CompletableFuture<ChannelMessage> answer = this.one.worker.request("two/A", "wait");
		taken.join();
		this.machines.remove("two");
		this.one.router.nodes().left("two");
		assertThat(failure(answer)).isEqualTo(RequestFailedException.Reason.TARGET_GONE);
		assertThat(failure(this.one.worker.request("two/A", "wait")))
			.isEqualTo(RequestFailedException.Reason.TARGET_GONE);
	}

	@Test
	void requestWhenWorkerOfTheOtherMachineEndsFailsAtOnce() {
		CompletableFuture<ChannelMessage> taken = new CompletableFuture<>();
		this.two.worker.on("wait", taken::complete);
		CompletableFuture<ChannelMessage> answer = this.one.worker.request("two/A", "wait");
		taken.join();
		this.two.router.disconnected(this.two.link);
		assertThat(failure(answer)).isEqualTo(RequestFailedException.Reason.TARGET_GONE);
	}

	@Test
	void requestWhenCancelledIsForgottenThere() {
		CompletableFuture<ChannelMessage> taken = new CompletableFuture<>();
		this.two.worker.on("wait", taken::complete);
		CompletableFuture<ChannelMessage> answer = this.one.worker.request("two/A", "wait");
		taken.join();
		answer.cancel(false);
		Awaitility.await().until(() -> this.two.forgotten.size() == 1);
		assertThat(this.two.forgotten.get(0)).startsWith("one/#1 ");
	}

	@Test
	void sendersWaitWhenReceiverOfAnotherMachineIsCongested() {
		this.one.router.nodes().congested("two", Set.of("two/A"));
		assertThatExceptionOfType(ChannelOverflowException.class)
			.isThrownBy(() -> this.one.worker.emitTo("two/A", "news"));
		assertThatExceptionOfType(ChannelOverflowException.class)
			.isThrownBy(() -> this.one.worker.emitTo(new Sender("two/A", 1, 0), "news"));
		assertThatExceptionOfType(ChannelOverflowException.class).isThrownBy(() -> this.one.worker.broadcast("news"));
		this.one.worker.emitTo("two/master", "news");
		this.one.master.emit("news");
		this.one.router.nodes().congested("two", Set.of());
		this.one.worker.emitTo("two/A", "news");
	}

	@Test
	void sendersWaitNoLongerWhenCongestedMachineLeaves() {
		this.one.router.nodes().congested("two", Set.of("two/A"));
		this.one.router.nodes().left("two");
		this.one.worker.broadcast("news");
	}

	@Test
	void messagesWaitWhileTransportTakesNoneAndAreThenRefused() {
		List<String> got = listen(this.two.worker);
		this.one.transport.open = false;
		int sent = fill();
		assertThat(sent).isGreaterThan(3);
		this.one.master.emit("news", "local messages still pass");
		this.one.transport.open = true;
		this.one.router.nodes().writable();
		Awaitility.await().until(() -> got.size() == sent);
		assertThat(got).startsWith("A gets 0 from one/A", "A gets 1 from one/A");
		this.one.worker.emitTo("two/A", "news", "more");
	}

	private int fill() {
		for (int i = 0; i < 1000; i++) {
			try {
				this.one.worker.emitTo("two/A", "news", i);
			}
			catch (ChannelOverflowException ex) {
				return i;
			}
		}
		throw new IllegalStateException("There is no bound");
	}

	private static List<String> listen(DefaultChannel... channels) {
		List<String> got = new CopyOnWriteArrayList<>();
		for (DefaultChannel channel : channels) {
			listen(got, channel, channel.code());
		}
		return got;
	}

	private static void listen(List<String> got, DefaultChannel channel, String code) {
		channel.on("news", (message) -> got
			.add(code + " gets " + message.get(0, String.class) + " from " + message.sender().code()));
	}

	private static int answer(CompletableFuture<ChannelMessage> answer) throws Exception {
		Integer value = answer.get(20, TimeUnit.SECONDS).get(0, Integer.class);
		return (value != null) ? value : 0;
	}

	private static RequestFailedException.Reason failure(CompletableFuture<ChannelMessage> answer) {
		ExecutionException failure = catchThrowableOfType(ExecutionException.class,
				() -> answer.get(20, TimeUnit.SECONDS));
		return ((RequestFailedException) failure.getCause()).getReason();
	}

	/**
	 * A machine.
	 */
	private final class Machine {

		private final List<String> forgotten = new CopyOnWriteArrayList<>();

		private final MasterRouter router = new MasterRouter(SETTINGS);

		private final Transport transport = new Transport();

		private final Wire link = new Wire();

		private final Wire back = new Wire();

		private final DefaultChannel master;

		private final DefaultChannel worker;

		Machine(String name, String other) {
			KnownWorkers workers = new KnownWorkers(name).add("A", 1, WorkerState.READY)
				.add(other + "/A", 1, WorkerState.READY);
			DataCodec codec = new DataCodec(JsonMapper.shared());
			this.master = DefaultChannel.master(workers, SETTINGS, codec, this.router);
			this.worker = DefaultChannel.worker(Self.of("A", 1), workers, SETTINGS, codec, this.back);
			NodesTests.this.machines.put(name, this);
			this.router.nodes().connect(name, this.transport);
		}

		void begin() {
			this.link.receiver = this.worker::deliver;
			this.link.control = this.worker::onControl;
			this.link.flush = () -> run(this.worker.takeWork());
			this.back.receiver = this.router::route;
			this.back.control = (control) -> {
				if (control.name().equals(MasterRouter.FORGET)) {
					this.router.onControl(this.link, control);
				}
			};
			this.back.flush = this.router::flush;
			this.router.open("A");
			this.router.connected(this.link);
			this.master.ready();
			this.router.admit("A", this.link);
			Awaitility.await().until(() -> this.worker.awaitIdle(Duration.ofSeconds(5)));
		}

		private static void run(@Nullable Runnable work) {
			if (work != null) {
				work.run();
			}
		}

		void close() {
			this.master.close();
			this.worker.close();
		}

	}

	/**
	 * The way from a machine to the others.
	 */
	private final class Transport implements NodeTransport {

		private volatile boolean open = true;

		@Override
		public boolean write(@Nullable String node, Envelope envelope) {
			if (!this.open) {
				return false;
			}
			NodesTests.this.machines.forEach((name, machine) -> {
				boolean self = machine.transport == this;
				if (!self && (node == null || name.equals(node))) {
					machine.router.nodes().receive(Envelope.parse(envelope.bytes()));
					machine.router.nodes().flush();
				}
			});
			return true;
		}

		@Override
		public void forget(String node, String requester, long sequence) {
			Machine machine = NodesTests.this.machines.get(node);
			machine.forgotten.add(requester + " " + sequence);
			machine.router.nodes().forgotten(requester, sequence);
		}

		@Override
		public void congested(String receiver, boolean congested) {
		}

		@Override
		public boolean isThere(String node) {
			return NodesTests.this.machines.containsKey(node);
		}

	}

	/**
	 * One direction of the connection between a master and its worker.
	 */
	private static final class Wire implements Link {

		private Consumer<Envelope> receiver = (envelope) -> {
		};

		private Consumer<Control> control = (control) -> {
		};

		private Runnable flush = () -> {
		};

		@Override
		public long workerId() {
			return 1;
		}

		@Override
		public void send(Control control) {
			this.control.accept(control);
		}

		@Override
		public boolean write(Envelope envelope) {
			this.receiver.accept(Envelope.parse(envelope.bytes()));
			return true;
		}

		@Override
		public void flush() {
			this.flush.run();
		}

		@Override
		public void flushSoon() {
			this.flush.run();
		}

		@Override
		public void close() {
		}

	}

}
