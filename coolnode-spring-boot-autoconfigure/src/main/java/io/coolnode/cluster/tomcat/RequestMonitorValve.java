package io.coolnode.cluster.tomcat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.AsyncContextImpl;
import org.apache.catalina.valves.ValveBase;
import org.jspecify.annotations.Nullable;

import io.coolnode.cluster.DrainListener;
import io.coolnode.cluster.RequestMonitor;

/**
 * Counts the requests that Tomcat serves, and knows those in service; asynchronous ones
 * are until they are completed. When the worker drains, it ends streams of server-sent
 * events, which would go on for ever: their clients connect again, to another worker.
 */
public final class RequestMonitorValve extends ValveBase implements RequestMonitor, DrainListener {

	private static final int STACK_DEPTH = 30;

	private final LongAdder count = new LongAdder();

	private final Set<InService> inService = ConcurrentHashMap.newKeySet();

	// volatile: set once by the thread that drains, read for each asynchronous request
	private volatile boolean draining;

	/**
	 * Create a valve for one web server.
	 */
	public RequestMonitorValve() {
		super(true);
	}

	@Override
	public void invoke(Request request, Response response) throws IOException, ServletException {
		if (request.isAsyncDispatching()) {
			getNext().invoke(request, response);
			return;
		}
		InService entry = new InService(request.getMethod(), request.getRequestURI(), Thread.currentThread(),
				System.nanoTime());
		this.count.increment();
		this.inService.add(entry);
		try {
			getNext().invoke(request, response);
		}
		finally {
			AsyncContextImpl async = request.isAsync() ? request.getAsyncContextInternal() : null;
			if (async != null) {
				async.addListener(new EndListener(entry));
				goesOn(entry, new EventStream(async, request.getHeader("Accept")));
			}
			else {
				this.inService.remove(entry);
			}
		}
	}

	private void goesOn(InService entry, EventStream stream) {
		entry.stream = stream;
		if (this.draining) {
			stream.end();
		}
	}

	@Override
	public void onDrain() {
		this.draining = true;
		this.inService.stream().map((entry) -> entry.stream).filter(Objects::nonNull).forEach(EventStream::end);
	}

	@Override
	public long count() {
		return this.count.sum();
	}

	@Override
	public int countInService() {
		return this.inService.size();
	}

	@Override
	public List<String> describeInService() {
		return this.inService.stream().map(InService::describe).toList();
	}

	/**
	 * A request in service; each is equal to itself only.
	 */
	private static final class InService {

		private final String method;

		private final String uri;

		private final Thread thread;

		private final long startedNanos;

		// volatile: set when the request goes on without its thread, read by any thread
		private volatile @Nullable EventStream stream;

		private InService(String method, String uri, Thread thread, long startedNanos) {
			this.method = method;
			this.uri = uri;
			this.thread = thread;
			this.startedNanos = startedNanos;
		}

		private String describe() {
			Duration age = Duration.ofNanos(System.nanoTime() - this.startedNanos);
			String what = this.method + " " + this.uri + " for " + age.toMillis() + " ms";
			if (this.stream != null) {
				return what + ", asynchronously";
			}
			StringBuilder text = new StringBuilder(what + " on " + this.thread.getName());
			StackTraceElement[] stack = this.thread.getStackTrace();
			for (int i = 0; i < Math.min(STACK_DEPTH, stack.length); i++) {
				text.append("\n\tat ").append(stack[i]);
			}
			return text.toString();
		}

	}

	/**
	 * Notices the end of an asynchronous request.
	 */
	private final class EndListener implements AsyncListener {

		private final InService entry;

		private EndListener(InService entry) {
			this.entry = entry;
		}

		@Override
		public void onComplete(AsyncEvent event) {
			RequestMonitorValve.this.inService.remove(this.entry);
		}

		@Override
		public void onTimeout(AsyncEvent event) {
		}

		@Override
		public void onError(AsyncEvent event) {
		}

		@Override
		public void onStartAsync(AsyncEvent event) {
			event.getAsyncContext().addListener(this);
		}

	}

}
