package io.coolnode;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The workers as this process knows them. What a worker knows follows what the master
 * knows, within milliseconds. A standalone process is its own only worker, {@code "A"}.
 */
public interface Cluster {

	/**
	 * Return all workers, those too that are starting or given up: first those of this
	 * machine, then those of the others that {@code cool.channel.redis.enabled} connects.
	 * @return an immutable snapshot in the order of the codes
	 */
	List<Worker> workers();

	/**
	 * Return the workers of this machine, those too that are starting or given up.
	 * @return an immutable snapshot in the order of the codes
	 */
	List<Worker> localWorkers();

	/**
	 * Return the worker with a code.
	 * @param code the code, such as {@code "A"}, or {@code "two/A"} on another machine
	 * @return the worker, or nothing if no place has this code
	 */
	Optional<Worker> worker(String code);

	/**
	 * Replace all workers of this machine by new processes, one place after another: the
	 * new process first, and when it is ready the old one drains. The first one that
	 * fails to boot ends the restart; its place and those after it keep their processes.
	 * Changes are made one at a time, in the order in which they were asked for.
	 * @return in the master, what completes when all is done, or fails with the reason;
	 * in a worker, what completes when the master has accepted, since the worker itself
	 * may be replaced
	 * @throws UnsupportedOperationException in a standalone process
	 */
	CompletableFuture<Void> restart();

	/**
	 * Replace the process of one place, as {@link #restart()} does for all.
	 * @param code the code of the place, such as {@code "A"}, or {@code "two/A"} on
	 * another machine
	 * @return as for {@link #restart()}; it fails with {@link UnknownTargetException} in
	 * the master, and {@link RequestFailedException} in a worker, if there is no such
	 * place
	 * @throws UnsupportedOperationException in a standalone process
	 */
	CompletableFuture<Void> restart(String code);

	/**
	 * Replace all workers of one machine, as {@link #restart()} does for this one.
	 * @param node the name of the machine
	 * @return as for {@link #restart()}; it fails with {@link UnknownTargetException} if
	 * there is no such machine, and with {@link RequestFailedException} if its master
	 * ends or cannot be reached before all is done
	 * @throws UnsupportedOperationException in a standalone process
	 */
	CompletableFuture<Void> restartNode(String node);

	/**
	 * Replace all workers of all machines, one machine after another in the order of
	 * their names. The first one that fails ends it, and the next ones keep their
	 * workers.
	 * @return as for {@link #restartNode}
	 * @throws UnsupportedOperationException in a standalone process
	 */
	CompletableFuture<Void> restartAllNodes();

	/**
	 * Change the number of workers of this machine. Those with the highest codes drain
	 * and leave; new ones get the lowest codes that are free. If a new one fails to boot,
	 * those new ones that are not ready are given up again.
	 * @param workers the number, 1 or more
	 * @return as for {@link #restart()}; it fails with {@link IllegalArgumentException}
	 * in the master, and {@link RequestFailedException} in a worker, if the number is
	 * less than 1
	 * @throws UnsupportedOperationException in a standalone process
	 */
	CompletableFuture<Void> scale(int workers);

}
