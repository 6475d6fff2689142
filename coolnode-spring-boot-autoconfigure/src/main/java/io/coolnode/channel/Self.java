package io.coolnode.channel;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

import io.coolnode.Sender;

/**
 * Who this process is to the others: its id from the beginning, and its code as soon as
 * it has one. A spare gets its code when it takes a place, long after its beans were
 * created. May be used by any thread.
 */
public final class Self {

	private static final String OWN_PACKAGES = "io.coolnode.channel.";

	private final long id;

	private final Consumer<String> early;

	private final Object monitor = new Object();

	// guarded by monitor: what to do at the promotion, null when it is done
	private @Nullable List<Runnable> actions = new ArrayList<>();

	// volatile: set once, under the monitor, and read with each message
	private volatile @Nullable Sender sender;

	private Self(long id, Consumer<String> early) {
		this.id = id;
		this.early = early;
	}

	/**
	 * Create a process that has its code.
	 * @param code the code
	 * @param id the worker id, or 0
	 * @return the process
	 */
	public static Self of(String code, long id) {
		Self self = new Self(id, (where) -> {
		});
		self.promote(code);
		self.settle();
		return self;
	}

	/**
	 * Create a process that has no code yet.
	 * @param id the worker id
	 * @param early is told, on the thread that asks, what asks for the code although
	 * there is none
	 * @return the process
	 */
	public static Self spare(long id, Consumer<String> early) {
		return new Self(id, early);
	}

	/**
	 * Return the worker id.
	 * @return the id, or 0 in a master and in a standalone process
	 */
	public long id() {
		return this.id;
	}

	/**
	 * Return the code.
	 * @return the code
	 * @throws IllegalStateException if there is none yet
	 */
	public String code() {
		return sender().code();
	}

	/**
	 * Return this process as others see it in its messages.
	 * @return the sender
	 * @throws IllegalStateException if there is no code yet
	 */
	Sender sender() {
		Sender current = this.sender;
		if (current == null) {
			this.early.accept(asker());
			throw new IllegalStateException("This process stands by (cool.server.standby): it has the worker id "
					+ this.id + ", but no code, and so cannot send messages, before it takes the place of a worker");
		}
		return current;
	}

	private static String asker() {
		return StackWalker.getInstance()
			.walk((frames) -> frames.filter((frame) -> !frame.getClassName().startsWith(OWN_PACKAGES))
				.map((frame) -> frame.getClassName() + "." + frame.getMethodName())
				.findFirst()
				.orElse(""));
	}

	/**
	 * Give this process its code.
	 * @param code the code
	 */
	public void promote(String code) {
		synchronized (this.monitor) {
			Assert.state(this.sender == null, () -> "This process has the code " + code() + " already");
			this.sender = new Sender(code, this.id, ProcessHandle.current().pid());
		}
	}

	/**
	 * Do what was to be done at the promotion. Called once, after it, by the thread that
	 * then starts the application's lifecycles.
	 */
	public void settle() {
		List<Runnable> waiting;
		synchronized (this.monitor) {
			waiting = this.actions;
			this.actions = null;
		}
		if (waiting != null) {
			waiting.forEach(Runnable::run);
		}
	}

	/**
	 * Do something between the promotion of this process and the start of the
	 * application's lifecycles.
	 * @param action what to do
	 * @return {@code false}, and nothing is to be done, if this process is no spare
	 */
	boolean onPromotion(Runnable action) {
		synchronized (this.monitor) {
			if (this.actions == null) {
				return false;
			}
			this.actions.add(action);
			return true;
		}
	}

}
