package io.coolnode.boot;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.function.Supplier;

import javax.sql.DataSource;

import jakarta.persistence.EntityManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for {@link SchemaGuard}.
 */
class SchemaGuardTests {

	private static final String HIBERNATE = "hibernate.hbm2ddl.auto";

	private static final String JAKARTA = "jakarta.persistence.schema-generation.database.action";

	private final SchemaGuard guard = new SchemaGuard();

	@ParameterizedTest
	@CsvSource({ HIBERNATE + ", create", HIBERNATE + ", create-drop", HIBERNATE + ", create-only", HIBERNATE + ", drop",
			JAKARTA + ", create", JAKARTA + ", drop-and-create" })
	void tablesWhenCreatedInASharedDatabaseEndTheStart(String property, String action) {
		String url = "jdbc:postgresql://me:secret@host:5432/shop?password=secret";
		assertThatExceptionOfType(SharedSchemaException.class).isThrownBy(() -> check(property, action, database(url)))
			.satisfies((ex) -> {
				FailureAnalysis analysis = new SharedSchemaFailureAnalyzer().analyze(ex);
				assertThat(analysis.getDescription()).contains("jdbc:postgresql://host:5432/shop would")
					.contains(property + "=" + action)
					.doesNotContain("secret");
				assertThat(analysis.getAction()).contains("Flyway").contains("cool.server.workers");
			});
	}

	@ParameterizedTest
	@CsvSource({ HIBERNATE + ", validate", HIBERNATE + ", update", HIBERNATE + ", none", JAKARTA + ", none" })
	void tablesWhenLeftAloneAreNoFailure(String property, String action) {
		assertThatNoException().isThrownBy(() -> check(property, action, database("jdbc:postgresql://host:5432/shop")));
	}

	@ParameterizedTest
	@CsvSource({ "jdbc:h2:mem:shop", "jdbc:hsqldb:mem:shop", "jdbc:derby:memory:shop", "jdbc:sqlite::memory:" })
	void tablesWhenCreatedInTheProcessAreNoFailure(String url) {
		assertThatNoException().isThrownBy(() -> check(HIBERNATE, "create-drop", database(url)));
	}

	@Test
	void tablesWhenTheDatabaseIsAwayAreLeftToFailByThemselves() {
		assertThatNoException().isThrownBy(() -> check(HIBERNATE, "create", new FakeDataSource(() -> null)));
	}

	@Test
	void beanWhenItIsAnotherIsLeftAlone() {
		assertThat(this.guard.postProcessBeforeInitialization("bean", "name")).isEqualTo("bean");
	}

	private void check(String property, String action, DataSource dataSource) {
		LocalContainerEntityManagerFactoryBean factory = new LocalContainerEntityManagerFactoryBean();
		factory.setEntityManagerFactoryInterface(EntityManagerFactory.class);
		factory.setDataSource(dataSource);
		factory.getJpaPropertyMap().put(property, action);
		this.guard.postProcessBeforeInitialization(factory, "entityManagerFactory");
	}

	private static DataSource database(String url) {
		DatabaseMetaData metaData = (DatabaseMetaData) proxy(DatabaseMetaData.class, url);
		return new FakeDataSource(() -> (Connection) proxy(Connection.class, metaData));
	}

	private static Object proxy(Class<?> type, Object answer) {
		return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type },
				(proxy, method, arguments) -> (method.getReturnType() != void.class) ? answer : null);
	}

	private static final class FakeDataSource extends AbstractDataSource {

		private final Supplier<Connection> connections;

		private FakeDataSource(Supplier<Connection> connections) {
			this.connections = connections;
		}

		@Override
		public Connection getConnection() throws SQLException {
			Connection connection = this.connections.get();
			if (connection == null) {
				throw new SQLException("away");
			}
			return connection;
		}

		@Override
		public Connection getConnection(String username, String password) throws SQLException {
			return getConnection();
		}

	}

}
