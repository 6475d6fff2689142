package io.coolnode.autoconfigure;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Properties of the channel between several machines.
 */
@ConfigurationProperties("cool.channel.redis")
public class CoolRedisProperties {

	private static final int LEAST_LENGTH = 1000;

	private static final String DEFAULT_NAMESPACE = "application";

	/**
	 * Whether the masters of several machines are connected by Redis.
	 */
	private boolean enabled = false;

	/**
	 * Name that all machines of this application have in common, and other applications
	 * that use the same Redis have not. The application's name if there is none.
	 */
	private @Nullable String namespace;

	/**
	 * Secret with which masters prove who they are. Required unless Redis is on the
	 * loopback address.
	 */
	private @Nullable String secret;

	/**
	 * How long a machine may be silent before it is given up.
	 */
	private Duration memberTimeout = Duration.ofSeconds(10);

	/**
	 * How long Redis keeps what a machine has not read.
	 */
	private Duration maxAge = Duration.ofMinutes(2);

	/**
	 * Number of records that Redis keeps at most in each stream, about.
	 */
	private long maxLength = 100_000;

	public boolean isEnabled() {
		return this.enabled;
	}

	public void setEnabled(boolean enabled) {
		this.enabled = enabled;
	}

	public @Nullable String getNamespace() {
		return this.namespace;
	}

	public void setNamespace(@Nullable String namespace) {
		this.namespace = namespace;
	}

	public @Nullable String getSecret() {
		return this.secret;
	}

	public void setSecret(@Nullable String secret) {
		this.secret = secret;
	}

	public Duration getMemberTimeout() {
		return this.memberTimeout;
	}

	public void setMemberTimeout(Duration memberTimeout) {
		this.memberTimeout = memberTimeout;
	}

	public Duration getMaxAge() {
		return this.maxAge;
	}

	public void setMaxAge(Duration maxAge) {
		this.maxAge = maxAge;
	}

	public long getMaxLength() {
		return this.maxLength;
	}

	public void setMaxLength(long maxLength) {
		this.maxLength = maxLength;
	}

	/**
	 * Return what keys in Redis begin with.
	 * @param environment knows the application's name
	 * @return the namespace
	 */
	String namespace(Environment environment) {
		return StringUtils.hasText(this.namespace) ? this.namespace
				: environment.getProperty("spring.application.name", DEFAULT_NAMESPACE);
	}

	/**
	 * Refuse values that make no sense.
	 */
	void validate() {
		PropertyRange.atLeast("cool.channel.redis.member-timeout", this.memberTimeout, Duration.ofSeconds(2));
		PropertyRange.atLeast("cool.channel.redis.max-age", this.maxAge, this.memberTimeout);
		PropertyRange.atLeast("cool.channel.redis.max-length", this.maxLength, (long) LEAST_LENGTH);
	}

}
