package io.coolnode.boot;

import java.time.Duration;
import java.util.Map;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

import io.coolnode.cluster.process.NotifySocket;

/**
 * Tells systemd of the cluster's state, where it has started the master as a service of
 * {@code Type=notify} or {@code notify-reload}, and keeps its watchdog quiet. All methods
 * but {@link #of} are called on the supervisor's thread, so that one which hangs is
 * noticed.
 */
final class SystemdNotifier {

	private static final String SOCKET = "NOTIFY_SOCKET";

	private static final String WATCHDOG_MICROS = "WATCHDOG_USEC";

	private static final String WATCHDOG_PID = "WATCHDOG_PID";

	private static final long NANOS_PER_MICRO = 1000;

	private final Sender sender;

	private final @Nullable Duration watchdog;

	private final LongSupplier nanoTime;

	private long lastAlive;

	SystemdNotifier(Sender sender, @Nullable Duration watchdog, LongSupplier nanoTime) {
		this.sender = sender;
		this.watchdog = watchdog;
		this.nanoTime = nanoTime;
		this.lastAlive = nanoTime.getAsLong();
	}

	/**
	 * Create a notifier by what systemd tells a service, or one that tells nobody.
	 * @param environment the environment variables
	 * @return the notifier
	 */
	static SystemdNotifier of(Map<String, String> environment) {
		String socket = environment.getOrDefault(SOCKET, "");
		if (socket.isEmpty()) {
			return new SystemdNotifier((lines) -> {
			}, null, System::nanoTime);
		}
		return new SystemdNotifier(new NotifySocket(socket)::send, watchdog(environment), System::nanoTime);
	}

	private static @Nullable Duration watchdog(Map<String, String> environment) {
		String micros = environment.get(WATCHDOG_MICROS);
		String pid = environment.get(WATCHDOG_PID);
		if (micros == null || (pid != null && !pid.equals(Long.toString(ProcessHandle.current().pid())))) {
			return null;
		}
		return Duration.ofNanos(Long.parseLong(micros) * NANOS_PER_MICRO);
	}

	void ready(int workers, int port) {
		this.sender.send("READY=1", "STATUS=" + workers + " workers on port " + port);
	}

	void changing(String what) {
		this.sender.send("RELOADING=1", "MONOTONIC_USEC=" + this.nanoTime.getAsLong() / NANOS_PER_MICRO,
				"STATUS=" + what);
	}

	void stopping() {
		this.sender.send("STOPPING=1", "STATUS=The workers finish what they have");
	}

	/**
	 * Quiet the watchdog, at a third of its time.
	 */
	void alive() {
		Duration time = this.watchdog;
		long now = this.nanoTime.getAsLong();
		if (time != null && now - this.lastAlive >= time.toNanos() / 3) {
			this.lastAlive = now;
			this.sender.send("WATCHDOG=1");
		}
	}

	/**
	 * Where the lines go.
	 */
	@FunctionalInterface
	interface Sender {

		void send(String... lines);

	}

}
