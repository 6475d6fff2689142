package io.coolnode.websocket;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import io.coolnode.ChannelOverflowException;
import io.coolnode.MessageTooLargeException;
import io.coolnode.Sender;
import io.coolnode.UnknownTargetException;
import io.coolnode.channel.InternalChannel;

/**
 * Sends to the workers that are interested, and encodes once for all of them. A worker
 * that does not take what it gets is left out for some seconds, so that it does not hold
 * up all others; what it misses is counted and logged.
 */
final class Fanout {

	private static final Log logger = LogFactory.getLog(Fanout.class);

	private static final Duration PAUSE = Duration.ofSeconds(5);

	private final InternalChannel channel;

	private final String event;

	private final Interests interests;

	private final LongSupplier nanoTime;

	private final Map<Sender, Pause> pauses = new ConcurrentHashMap<>();

	/**
	 * Create a fan-out.
	 * @param channel what connects the workers
	 * @param event the event to send
	 * @param interests who gets it
	 * @param nanoTime the clock
	 */
	Fanout(InternalChannel channel, String event, Interests interests, LongSupplier nanoTime) {
		this.channel = channel;
		this.event = event;
		this.interests = interests;
		this.nanoTime = nanoTime;
	}

	/**
	 * Send something to the other workers that are interested.
	 * @param topic the topic
	 * @param encoder encodes it, and is not called if nobody is
	 */
	void send(String topic, Supplier<byte[]> encoder) {
		List<Sender> receivers = this.interests.of(topic);
		if (receivers.isEmpty()) {
			return;
		}
		byte[] encoded = encoder.get();
		receivers.forEach((receiver) -> send(receiver, topic, encoded));
	}

	private void send(Sender receiver, String topic, byte[] encoded) {
		if (isPaused(receiver)) {
			return;
		}
		try {
			this.channel.emitTo(receiver, this.event, encoded);
		}
		catch (UnknownTargetException ex) {
			logger.debug("Worker " + receiver.code() + " has ended, and with it who listened to " + topic, ex);
		}
		catch (ChannelOverflowException ex) {
			this.pauses.put(receiver, new Pause(this.nanoTime.getAsLong()));
			logger.warn("Worker " + receiver.code() + " does not take what is sent to its clients (" + ex.getMessage()
					+ "); they miss it for " + PAUSE.toSeconds() + " s at least");
		}
		catch (MessageTooLargeException ex) {
			logger
				.warn("Clients of worker " + receiver.code() + " miss a message to " + topic + ": " + ex.getMessage());
		}
	}

	private boolean isPaused(Sender receiver) {
		Pause pause = this.pauses.get(receiver);
		if (pause == null) {
			return false;
		}
		if (this.nanoTime.getAsLong() - pause.since < PAUSE.toNanos()) {
			pause.missed.increment();
			return true;
		}
		if (this.pauses.remove(receiver, pause)) {
			logger.warn("Clients of worker " + receiver.code() + " have missed " + (pause.missed.sum() + 1)
					+ " messages, since it did not take them");
		}
		return false;
	}

	/**
	 * The time in which a worker is left out.
	 */
	private static final class Pause {

		private final long since;

		private final LongAdder missed = new LongAdder();

		private Pause(long since) {
			this.since = since;
		}

	}

}
