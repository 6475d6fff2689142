package io.coolnode.boot;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * The name of this machine among several.
 */
public final class NodeName {

	/**
	 * The property that sets the name.
	 */
	public static final String PROPERTY = "cool.server.node";

	private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");

	private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9._-]{1,64}");

	private static final Pattern OTHERS = Pattern.compile("[^A-Za-z0-9._-]");

	private static final String UNKNOWN = "localhost";

	private NodeName() {
	}

	/**
	 * Return the name of this machine.
	 * @param configured what the user has called it, or {@code null} for its host name
	 * @return the name, of letters, digits and {@code . _ -}
	 * @throws InvalidConfigurationPropertyValueException if the user's name has others
	 */
	public static String of(@Nullable String configured) {
		if (configured == null) {
			return fromHost(hostName());
		}
		if (!ALLOWED.matcher(configured).matches()) {
			throw new InvalidConfigurationPropertyValueException(PROPERTY, configured,
					"The name of a machine consists of 1 to 64 letters, digits and the characters . _ -");
		}
		return configured;
	}

	static String fromHost(String hostName) {
		String name = OTHERS.matcher(hostName).replaceAll("-");
		String allowed = name.substring(0, Math.min(64, name.length()));
		return allowed.isEmpty() ? UNKNOWN : allowed;
	}

	private static String hostName() {
		try {
			return Files.readString(HOST_NAME).trim();
		}
		catch (IOException ex) {
			return localHost();
		}
	}

	private static String localHost() {
		try {
			return InetAddress.getLocalHost().getHostName();
		}
		catch (UnknownHostException ex) {
			return UNKNOWN;
		}
	}

}
