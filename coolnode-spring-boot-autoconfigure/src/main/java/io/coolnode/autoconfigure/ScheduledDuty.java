package io.coolnode.autoconfigure;

import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import io.coolnode.cluster.Duty;
import io.coolnode.scheduling.ScheduledTasks;

/**
 * Makes scheduled methods the duty of a worker.
 */
class ScheduledDuty implements Duty {

	private final ScheduledTasks tasks;

	private final Supplier<String> code;

	ScheduledDuty(ScheduledTasks tasks, Supplier<String> code) {
		this.tasks = tasks;
		this.code = code;
	}

	@Override
	public void begin(BooleanSupplier permitted) {
		this.tasks.begin(this.code.get(), permitted);
	}

	@Override
	public CompletableFuture<Void> end() {
		return this.tasks.end();
	}

}
