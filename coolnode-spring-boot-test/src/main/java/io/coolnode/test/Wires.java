package io.coolnode.test;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;

import io.coolnode.channel.Control;
import io.coolnode.channel.DefaultChannel;
import io.coolnode.channel.Envelope;
import io.coolnode.channel.Link;
import io.coolnode.channel.MasterRouter;
import io.coolnode.channel.Threads;

/**
 * The connections between the workers and the master of a test. A message arrives within
 * the call that sends it; a worker's control word, which may be sent while a lock is
 * held, arrives soon after.
 */
final class Wires {

	private final MasterRouter router;

	private final Map<Long, Link> masterEnds = new ConcurrentHashMap<>();

	private final AtomicLong messages = new AtomicLong();

	private final ThreadPoolExecutor controls = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS,
			new LinkedBlockingQueue<>(), Threads.daemons(() -> "coolnode-test-wires"),
			new ThreadPoolExecutor.DiscardPolicy());

	private final ExecutorService handlers = Threads.forHandlers();

	Wires(MasterRouter router) {
		this.router = router;
	}

	/**
	 * Return the end of a connection that belongs to a worker.
	 * @param workerId the worker's id
	 * @return the link
	 */
	Link workerEnd(long workerId) {
		return new WorkerEnd(workerId);
	}

	/**
	 * Connect a worker to the master.
	 * @param worker its channel, which was made with the {@link #workerEnd} for its id
	 */
	void connect(DefaultChannel worker) {
		Link masterEnd = new MasterEnd(worker);
		this.masterEnds.put(worker.id(), masterEnd);
		this.router.connected(masterEnd);
	}

	/**
	 * Let a worker answer to its code.
	 * @param worker its channel
	 */
	void admit(DefaultChannel worker) {
		this.router.admit(worker.code(), masterEnd(worker.id()));
	}

	private Link masterEnd(long workerId) {
		Link link = this.masterEnds.get(workerId);
		if (link == null) {
			throw new IllegalStateException("Worker " + workerId + " is not connected");
		}
		return link;
	}

	/**
	 * Return how many messages were sent over all connections.
	 * @return the number so far
	 */
	long messages() {
		return this.messages.get();
	}

	void close() {
		this.controls.shutdownNow();
		this.handlers.shutdown();
	}

	/**
	 * What both ends have in common.
	 */
	private abstract static class End implements Link {

		private final long workerId;

		End(long workerId) {
			this.workerId = workerId;
		}

		@Override
		public long workerId() {
			return this.workerId;
		}

		@Override
		public void flush() {
		}

		@Override
		public void flushSoon() {
		}

		@Override
		public void close() {
		}

	}

	/**
	 * By which the master sends.
	 */
	private final class MasterEnd extends End {

		private final DefaultChannel worker;

		MasterEnd(DefaultChannel worker) {
			super(worker.id());
			this.worker = worker;
		}

		@Override
		public void send(Control control) {
			this.worker.onControl(control);
		}

		@Override
		public boolean write(Envelope envelope) {
			Wires.this.messages.incrementAndGet();
			Runnable work = deliver(envelope);
			if (work != null) {
				Wires.this.handlers.execute(work);
			}
			return true;
		}

		private synchronized @Nullable Runnable deliver(Envelope envelope) {
			this.worker.deliver(envelope);
			return this.worker.takeWork();
		}

	}

	/**
	 * By which a worker sends.
	 */
	private final class WorkerEnd extends End {

		WorkerEnd(long workerId) {
			super(workerId);
		}

		@Override
		public void send(Control control) {
			Wires.this.controls.execute(() -> Wires.this.router.onControl(masterEnd(workerId()), control));
		}

		@Override
		public boolean write(Envelope envelope) {
			Wires.this.messages.incrementAndGet();
			Wires.this.router.route(envelope);
			Wires.this.router.flush();
			return true;
		}

	}

}
