package io.coolnode.session;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Says why sessions in memory break with several processes, and what to do.
 */
class SessionsInMemoryFailureAnalyzer extends AbstractFailureAnalyzer<SessionsInMemoryException> {

	private static final String ACTION = """
			Choose one:

			1. This application keeps nothing in HTTP sessions. Say so:

			    cool.server.session=none

			2. Keep the sessions in Redis. Add the dependency and say where Redis is:

			    <dependency>
			        <groupId>org.springframework.boot</groupId>
			        <artifactId>spring-boot-starter-session-data-redis</artifactId>
			    </dependency>

			    spring.data.redis.host=localhost
			    spring.data.redis.port=6379

			3. Keep them in another store that all workers share, such as a database on a server \
			(spring-boot-starter-session-jdbc), MongoDB, Hazelcast, or a session manager of Tomcat's that has one.""";

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, SessionsInMemoryException cause) {
		return new FailureAnalysis(
				"With cool.server.workers greater than 0, HTTP sessions must be shared by all workers, "
						+ "but each worker would keep its own in memory: " + cause.getFound() + ". The next request "
						+ "of a session may reach any other worker, which does not know it, and when its worker ends, "
						+ "the session is lost.",
				ACTION, cause);
	}

}
