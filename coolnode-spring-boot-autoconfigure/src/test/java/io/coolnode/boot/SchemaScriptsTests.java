package io.coolnode.boot;

import org.junit.jupiter.api.Test;

import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SchemaScripts}.
 */
class SchemaScriptsTests {

	private final MockEnvironment environment = new MockEnvironment();

	@Test
	void scriptsWhenTheyAlwaysRunAreWarnedOf() {
		this.environment.setProperty("spring.sql.init.mode", "always");
		this.environment.setProperty("spring.datasource.url", "jdbc:postgresql://host/shop");
		assertThat(SchemaScripts.warnings(this.environment)).singleElement()
			.asString()
			.contains("Each worker runs the SQL scripts")
			.contains("spring.sql.init.mode=always");
	}

	@Test
	void tablesOfQuartzWhenTheyAreAlwaysCreatedAreWarnedOf() {
		this.environment.setProperty("spring.quartz.jdbc.initialize-schema", "ALWAYS");
		assertThat(SchemaScripts.warnings(this.environment)).singleElement().asString().contains("Quartz");
	}

	@Test
	void scriptsWhenTheyRunElseAreNot() {
		this.environment.setProperty("spring.sql.init.mode", "embedded");
		assertThat(SchemaScripts.warnings(this.environment)).isEmpty();
	}

	@Test
	void scriptsWhenEachProcessHasItsOwnDatabaseAreNot() {
		this.environment.setProperty("spring.sql.init.mode", "always");
		this.environment.setProperty("spring.datasource.url", "jdbc:h2:mem:shop");
		assertThat(SchemaScripts.warnings(this.environment)).isEmpty();
	}

}
