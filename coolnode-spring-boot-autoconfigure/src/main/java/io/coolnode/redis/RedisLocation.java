package io.coolnode.redis;

import java.net.InetAddress;
import java.net.UnknownHostException;

import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * Where Redis is, as far as that can be told.
 */
public final class RedisLocation {

	private RedisLocation() {
	}

	/**
	 * Return whether Redis cannot be reached from other machines, so that all who write
	 * to it are on this one.
	 * @param factory opens connections to it
	 * @return {@code false} if it can be reached, or nothing is known
	 */
	public static boolean isOnThisMachine(RedisConnectionFactory factory) {
		if (!(factory instanceof LettuceConnectionFactory lettuce) || lettuce.isClusterAware()
				|| lettuce.isRedisSentinelAware()) {
			return false;
		}
		return lettuce.getSocketConfiguration() != null || isLoopback(lettuce.getHostName());
	}

	private static boolean isLoopback(String host) {
		try {
			return InetAddress.getByName(host).isLoopbackAddress();
		}
		catch (UnknownHostException ex) {
			return false;
		}
	}

}
