package io.coolnode.autoconfigure;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

import io.coolnode.channel.ChannelSettings;
import io.coolnode.channel.Delivery;

/**
 * Properties of the channel between the master and its workers.
 */
@ConfigurationProperties("cool.channel")
public class CoolChannelProperties {

	private static final int MAX_PORT = 65535;

	/**
	 * Port on the loopback address on which the master expects its workers, or 0 for any.
	 */
	private int port = 0;

	/**
	 * Largest size of an encoded message.
	 */
	private DataSize maxMessageSize = DataSize.ofMegabytes(8);

	/**
	 * Size of the messages that may wait for one receiver.
	 */
	private DataSize bufferSize = DataSize.ofMegabytes(64);

	/**
	 * How long a sender waits when the buffer of the receiver is full.
	 */
	private Duration sendTimeout = Duration.ofSeconds(5);

	/**
	 * How long a request waits for its answer.
	 */
	private Duration requestTimeout = Duration.ofSeconds(30);

	/**
	 * Whether a message that a worker had received and not handled when it died is
	 * delivered again to its replacement.
	 */
	private Delivery delivery = Delivery.AT_MOST_ONCE;

	public int getPort() {
		return this.port;
	}

	public void setPort(int port) {
		this.port = port;
	}

	public DataSize getMaxMessageSize() {
		return this.maxMessageSize;
	}

	public void setMaxMessageSize(DataSize maxMessageSize) {
		this.maxMessageSize = maxMessageSize;
	}

	public DataSize getBufferSize() {
		return this.bufferSize;
	}

	public void setBufferSize(DataSize bufferSize) {
		this.bufferSize = bufferSize;
	}

	public Duration getSendTimeout() {
		return this.sendTimeout;
	}

	public void setSendTimeout(Duration sendTimeout) {
		this.sendTimeout = sendTimeout;
	}

	public Duration getRequestTimeout() {
		return this.requestTimeout;
	}

	public void setRequestTimeout(Duration requestTimeout) {
		this.requestTimeout = requestTimeout;
	}

	public Delivery getDelivery() {
		return this.delivery;
	}

	public void setDelivery(Delivery delivery) {
		this.delivery = delivery;
	}

	/**
	 * Return what these properties say.
	 * @return the settings
	 */
	public ChannelSettings toSettings() {
		PropertyRange.atLeast("cool.channel.port", this.port, 0);
		PropertyRange.atMost("cool.channel.port", this.port, MAX_PORT);
		PropertyRange.atLeast("cool.channel.max-message-size", this.maxMessageSize, DataSize.ofKilobytes(1));
		PropertyRange.atMost("cool.channel.max-message-size", this.maxMessageSize, DataSize.ofGigabytes(1));
		PropertyRange.atLeast("cool.channel.buffer-size", this.bufferSize, DataSize.ofKilobytes(64));
		PropertyRange.atLeast("cool.channel.send-timeout", this.sendTimeout, Duration.ZERO);
		PropertyRange.atLeast("cool.channel.request-timeout", this.requestTimeout, Duration.ofMillis(1));
		return new ChannelSettings(Math.toIntExact(this.maxMessageSize.toBytes()), this.bufferSize.toBytes(),
				this.sendTimeout, this.requestTimeout, this.delivery);
	}

}
