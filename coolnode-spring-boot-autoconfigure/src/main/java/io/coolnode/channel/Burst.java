package io.coolnode.channel;

import java.util.concurrent.Executor;

import org.jspecify.annotations.Nullable;

/**
 * What there is to do after messages that arrived together. The thread that has read them
 * does the first thing itself, while another one goes on reading: what is urgent waits
 * for no other thread to wake up. Belongs to whoever reads.
 */
final class Burst implements Executor {

	private final Executor others;

	private @Nullable Runnable first;

	/**
	 * Create an empty burst.
	 * @param others does all but the first
	 */
	Burst(Executor others) {
		this.others = others;
	}

	@Override
	public void execute(Runnable task) {
		if (this.first == null) {
			this.first = task;
		}
		else {
			this.others.execute(task);
		}
	}

	/**
	 * Begin another burst.
	 * @return what is to be done on this thread, or {@code null} if there is nothing
	 */
	@Nullable Runnable take() {
		Runnable task = this.first;
		this.first = null;
		return task;
	}

}
