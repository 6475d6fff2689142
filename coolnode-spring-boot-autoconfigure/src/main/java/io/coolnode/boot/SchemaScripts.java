package io.coolnode.boot;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/**
 * What changes a database when an application starts, which in a cluster each worker
 * does, and each replacement of one.
 */
public final class SchemaScripts {

	private static final Map<String, String> ALWAYS = Map.of("spring.sql.init.mode",
			"runs the SQL scripts of the application", "spring.quartz.jdbc.initialize-schema",
			"drops and creates the tables of Quartz");

	private static final List<String> MIGRATIONS = List.of("org.flywaydb.core.Flyway",
			"liquibase.integration.spring.SpringLiquibase");

	private SchemaScripts() {
	}

	/**
	 * Return whether a process may migrate the database when it starts.
	 * @param beanFactory the definitions of the context
	 * @return whether Flyway or Liquibase is in use
	 */
	public static boolean mayMigrate(ListableBeanFactory beanFactory) {
		ClassLoader classLoader = SchemaScripts.class.getClassLoader();
		return MIGRATIONS.stream()
			.filter((name) -> ClassUtils.isPresent(name, classLoader))
			.map((name) -> ClassUtils.resolveClassName(name, classLoader))
			.anyMatch((type) -> beanFactory.getBeanNamesForType(type, true, false).length > 0);
	}

	/**
	 * Return what to warn of.
	 * @param environment the properties
	 * @return a warning for each thing that every process would do to the database
	 */
	static List<String> warnings(Environment environment) {
		List<String> warnings = new ArrayList<>();
		if (DatabaseUrl.isInProcess(environment.getProperty("spring.datasource.url", ""))) {
			return warnings;
		}
		ALWAYS.forEach((property, effect) -> {
			if ("always".equalsIgnoreCase(environment.getProperty(property))) {
				warnings.add("Each worker " + effect + " when it starts, and each replacement of one does so again "
						+ "while others serve (" + property + "=always). Leave it to Flyway or Liquibase, or set it to "
						+ "'never'.");
			}
		});
		return warnings;
	}

}
