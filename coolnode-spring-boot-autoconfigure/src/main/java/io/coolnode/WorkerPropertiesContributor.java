package io.coolnode;

import java.util.Map;

/**
 * Contributes properties to the environment of all workers. A bean of this type lives in
 * the master, which asks it once, when the master's other beans have been created and
 * started and before the first worker is. So it can hand over what is known at that time
 * only, such as the port of a server that the master has started.
 * <p>
 * The properties take precedence over all others that a worker has. They are there when a
 * worker creates its beans, but not yet when it reads its configuration files: they
 * cannot choose profiles. They are handed over in the workers' environment variables,
 * never on a command line; a process that a worker starts inherits them. Replacements get
 * the same ones. In an application without workers nobody asks.
 */
@FunctionalInterface
public interface WorkerPropertiesContributor {

	/**
	 * Return the properties. Called on the thread that starts the master; an exception
	 * ends the start.
	 * @return names and values, which travel as text. Of the same names in two
	 * contributors, that of the later one, by {@code @Order}, counts
	 */
	Map<String, ?> workerProperties();

}
