package io.coolnode.channel;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import io.coolnode.ChannelException;
import io.coolnode.ChannelMessageHandler;
import io.coolnode.Subscription;

/**
 * Who wants to be called for which event.
 */
final class Subscriptions {

	private static final Log logger = LogFactory.getLog(Subscriptions.class);

	private final Map<String, List<Registration>> registrations = new ConcurrentHashMap<>();

	Registration add(String event, ChannelMessageHandler handler, boolean once) {
		Registration registration = new Registration(event, handler, once);
		this.registrations.computeIfAbsent(event, (key) -> new CopyOnWriteArrayList<>()).add(registration);
		return registration;
	}

	List<Registration> get(String event) {
		return List.copyOf(this.registrations.getOrDefault(event, List.of()));
	}

	/**
	 * Call all handlers of a message, one after another, on this thread. A request that
	 * nobody handles is failed, and one that was handled, but only by those who cannot
	 * answer, is answered with nothing.
	 * @param message the message
	 */
	void call(DefaultChannelMessage message) {
		boolean handled = false;
		boolean concluded = false;
		for (Registration registration : this.registrations.getOrDefault(message.event(), List.of())) {
			if (registration.call(message)) {
				handled = true;
				concluded |= registration.handler instanceof ConcludingHandler;
			}
		}
		if (message.isRequest() && !handled) {
			message.unhandled();
		}
		else if (message.isRequest() && concluded) {
			conclude(message);
		}
	}

	private static void conclude(DefaultChannelMessage message) {
		try {
			message.reply();
		}
		catch (ChannelException ex) {
			logger.error("The request " + message + " cannot be answered", ex);
		}
	}

	/**
	 * One handler's registration.
	 */
	final class Registration implements Subscription {

		private final String event;

		private final ChannelMessageHandler handler;

		private final boolean once;

		private final AtomicBoolean active = new AtomicBoolean(true);

		private Registration(String event, ChannelMessageHandler handler, boolean once) {
			this.event = event;
			this.handler = handler;
			this.once = once;
		}

		/**
		 * Call the handler, unless it was cancelled or called before and wants no more.
		 * @param message the message
		 * @return whether it was called
		 */
		boolean call(DefaultChannelMessage message) {
			if (this.once ? !this.active.compareAndSet(true, false) : !this.active.get()) {
				return false;
			}
			if (this.once) {
				remove();
			}
			try {
				this.handler.onMessage(message);
			}
			catch (Exception | LinkageError | AssertionError | StackOverflowError ex) {
				if (ex instanceof InterruptedException) {
					Thread.currentThread().interrupt();
				}
				logger.error("A handler of " + message + " failed", ex);
				message.fail(ex);
			}
			return true;
		}

		@Override
		public void cancel() {
			this.active.set(false);
			remove();
		}

		private void remove() {
			Subscriptions.this.registrations.computeIfPresent(this.event, (key, list) -> {
				list.remove(this);
				return list.isEmpty() ? null : list;
			});
		}

	}

}
