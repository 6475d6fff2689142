package io.coolnode.boot;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Says what else than a start of each process can create tables.
 */
class SharedSchemaFailureAnalyzer extends AbstractFailureAnalyzer<SharedSchemaException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, SharedSchemaException cause) {
		return new FailureAnalysis(
				"The tables of the database at " + cause.getUrl() + " would be created anew (" + cause.getProperty()
						+ "=" + cause.getAction() + ", usually from spring.jpa.hibernate.ddl-auto) by each "
						+ "worker when it starts, and again by each replacement of one, while others use them.",
				"Let Flyway or Liquibase create the tables and set spring.jpa.hibernate.ddl-auto to 'validate' or 'none', "
						+ "or set cool.server.workers to 0.",
				cause);
	}

}
