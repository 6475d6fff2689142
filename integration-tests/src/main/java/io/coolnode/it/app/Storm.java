package io.coolnode.it.app;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

import io.coolnode.Channel;
import io.coolnode.ChannelMessage;
import io.coolnode.ChannelOverflowException;
import io.coolnode.RequestFailedException;

/**
 * Lets all workers emit, broadcast and request at full speed while it is on, and keeps
 * account of what came: whether a message is missing between two others, and whether each
 * request has ended once, with its own answer or with a reason.
 */
@Component
@ConditionalOnProperty("test.storm")
class Storm {

	private static final List<String> CODES = List.of("A", "B", "C", "D");

	private static final int WINDOW = 256;

	private final Channel channel;

	private final Map<String, Long> last = new ConcurrentHashMap<>();

	private final Map<RequestFailedException.Reason, LongAdder> failed = new ConcurrentHashMap<>();

	private final AtomicLong received = new AtomicLong();

	private final AtomicLong unordered = new AtomicLong();

	private final AtomicLong asked = new AtomicLong();

	private final AtomicLong answered = new AtomicLong();

	private final AtomicLong wrong = new AtomicLong();

	private final AtomicLong overflows = new AtomicLong();

	private final AtomicInteger running = new AtomicInteger();

	// volatile: written by handlers, read by the threads of the storm
	private volatile boolean on;

	Storm(Channel channel) {
		this.channel = channel;
		channel.on("storm-emitted", (message) -> count(message, 1));
		channel.on("storm-broadcast", (message) -> count(message, 1));
		channel.on("storm-asked", (message) -> {
			count(message, Long.MAX_VALUE);
			message.reply(message.get(0, Long.class), channel.code());
		});
		channel.on("storm-report", (message) -> message.reply(report()));
		channel.on("storm-begin", (message) -> begin());
		channel.on("storm-end", (message) -> end());
		if (channel.isMaster()) {
			channel.on("storm-here", (message) -> welcome(message));
		}
		else {
			channel.on(Channel.READY, (ready) -> channel.emit("storm-here"));
		}
	}

	// synchronized: nobody is told to begin after the end
	private synchronized void welcome(ChannelMessage message) {
		if (this.on) {
			this.channel.emitTo(message.sender(), "storm-begin");
		}
	}

	private void begin() {
		boolean before = this.on;
		this.on = true;
		if (this.channel.isMaster()) {
			this.channel.emit("storm-begin");
		}
		else if (!before) {
			CODES.forEach((code) -> start("emitting-" + code,
					(number) -> this.channel.emitTo(code, "storm-emitted", number, "to " + code)));
			start("emitting", (number) -> this.channel.emit("storm-emitted", number));
			start("broadcasting", (number) -> this.channel.broadcast("storm-broadcast", number));
			Semaphore window = new Semaphore(WINDOW);
			start("requesting", (number) -> ask(number, window));
		}
	}

	private synchronized void end() {
		this.on = false;
		if (this.channel.isMaster()) {
			this.channel.emit("storm-end");
		}
	}

	private void start(String name, Step step) {
		this.running.incrementAndGet();
		new Thread(() -> {
			try {
				long number = 1;
				while (this.on) {
					number += attempt(step, number) ? 1 : 0;
				}
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			finally {
				this.running.decrementAndGet();
			}
		}, "storm-" + name).start();
	}

	private boolean attempt(Step step, long number) throws InterruptedException {
		try {
			step.run(number);
			return true;
		}
		catch (ChannelOverflowException ex) {
			this.overflows.incrementAndGet();
			return false;
		}
	}

	private void ask(long number, Semaphore window) throws InterruptedException {
		String target = CODES.get((int) (number % CODES.size()));
		window.acquire();
		boolean sent = false;
		try {
			var future = this.channel.request(target, "storm-asked", number);
			this.asked.incrementAndGet();
			sent = true;
			future.whenComplete((answer, failure) -> {
				window.release();
				conclude(target, number, answer, failure);
			});
		}
		finally {
			if (!sent) {
				window.release();
			}
		}
	}

	private void conclude(String target, long number, @Nullable ChannelMessage answer, @Nullable Throwable failure) {
		Throwable cause = (failure instanceof CompletionException) ? failure.getCause() : failure;
		if (cause instanceof RequestFailedException ex) {
			this.failed.computeIfAbsent(ex.getReason(), (reason) -> new LongAdder()).increment();
		}
		else if (answer != null && Long.valueOf(number).equals(answer.get(0, Long.class))
				&& target.equals(answer.get(1, String.class)) && target.equals(answer.sender().code())) {
			this.answered.incrementAndGet();
		}
		else {
			this.wrong.incrementAndGet();
		}
	}

	private void count(ChannelMessage message, long gap) {
		Long number = message.get(0, Long.class);
		long now = (number != null) ? number : -1;
		Long before = this.last.put(message.event() + message.sender().id(), now);
		if (before != null && (now <= before || now - before > gap)) {
			this.unordered.incrementAndGet();
		}
		this.received.incrementAndGet();
	}

	private String report() {
		System.gc();
		long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
		long ended = this.answered.get() + this.wrong.get()
				+ this.failed.values().stream().mapToLong(LongAdder::sum).sum();
		return "running=%d asked=%d open=%d answered=%d wrong=%d failed=%s received=%d unordered=%d overflows=%d heap=%d threads=%d"
			.formatted(this.running.get(), this.asked.get(), this.asked.get() - ended, this.answered.get(),
					this.wrong.get(), this.failed.toString().replace(" ", ""), this.received.get(),
					this.unordered.get(), this.overflows.get(), heap,
					ManagementFactory.getThreadMXBean().getThreadCount());
	}

	/**
	 * Sends something with a number.
	 */
	private interface Step {

		void run(long number) throws InterruptedException;

	}

}
