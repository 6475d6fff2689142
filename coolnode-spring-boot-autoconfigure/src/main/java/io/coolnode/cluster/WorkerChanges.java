package io.coolnode.cluster;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import io.coolnode.channel.Control;

/**
 * Asks the master for changes, in a worker. Thread-safe.
 */
final class WorkerChanges implements ClusterChanges {

	static final String RESTART = "restart";

	static final String SCALE = "scale";

	private final Consumer<Control> sender;

	private final AtomicLong lastNumber = new AtomicLong();

	private final Map<Long, CompletableFuture<Void>> pending = new ConcurrentHashMap<>();

	WorkerChanges(Consumer<Control> sender) {
		this.sender = sender;
	}

	@Override
	public CompletableFuture<Void> restart(@Nullable String code) {
		return ask(RESTART, (code != null) ? code : "");
	}

	@Override
	public CompletableFuture<Void> scale(int workers) {
		return ask(SCALE, Integer.toString(workers));
	}

	private CompletableFuture<Void> ask(String what, String argument) {
		long number = this.lastNumber.incrementAndGet();
		CompletableFuture<Void> accepted = new CompletableFuture<>();
		this.pending.put(number, accepted);
		this.sender.accept(Control.of(ControlWords.CHANGE, Long.toString(number), what, argument));
		return accepted;
	}

	/**
	 * Take the master's answer.
	 * @param control its word
	 */
	void onAnswer(Control control) {
		CompletableFuture<Void> accepted = this.pending.remove(Long.parseLong(control.values().get(0)));
		String refusal = control.values().get(1);
		if (accepted == null) {
			return;
		}
		if (refusal.isEmpty()) {
			accepted.completeAsync(() -> null);
		}
		else {
			CompletableFuture.runAsync(() -> accepted.completeExceptionally(new IllegalArgumentException(refusal)));
		}
	}

	/**
	 * Give up waiting, since the master is gone.
	 */
	void close() {
		this.pending.values()
			.forEach((accepted) -> accepted.completeExceptionally(new IllegalStateException("The master is gone")));
	}

}
