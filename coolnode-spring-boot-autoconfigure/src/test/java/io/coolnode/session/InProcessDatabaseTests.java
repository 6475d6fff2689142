package io.coolnode.session;

import java.sql.SQLException;

import org.h2.jdbcx.JdbcConnectionPool;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link InProcessDatabase}.
 */
class InProcessDatabaseTests {

	@ParameterizedTest
	@ValueSource(strings = { "jdbc:h2:mem:test", "jdbc:h2:mem:", "JDBC:H2:MEM:x;DB_CLOSE_DELAY=-1", "jdbc:hsqldb:mem:x",
			"jdbc:derby:memory:x;create=true", "jdbc:sqlite::memory:" })
	void urlWhenInMemoryIsInMemory(String url) {
		assertThat(InProcessDatabase.isInMemory(url)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "jdbc:h2:tcp://localhost/mem:test", "jdbc:h2:~/test", "jdbc:postgresql://db/mem",
			"jdbc:hsqldb:hsql://localhost/x", "jdbc:derby://localhost:1527/memory:x" })
	void urlWhenElsewhereIsNotInMemory(String url) {
		assertThat(InProcessDatabase.isInMemory(url)).isFalse();
	}

	@Test
	void urlOfWhenDataSourceHasItIsWithoutParameters() {
		JdbcDataSource dataSource = new JdbcDataSource();
		dataSource.setUrl("jdbc:h2:mem:test;PASSWORD=secret");
		assertThat(InProcessDatabase.urlOf(dataSource)).contains("jdbc:h2:mem:test");
	}

	@Test
	void urlOfWhenDataSourceHidesItIsThatOfConnection() {
		JdbcConnectionPool pool = JdbcConnectionPool.create("jdbc:h2:mem:hidden", "sa", "");
		assertThat(InProcessDatabase.urlOf(pool)).contains("jdbc:h2:mem:hidden");
		pool.dispose();
	}

	@Test
	void urlOfWhenThereIsNoConnectionIsEmpty() {
		AbstractDataSource dataSource = new SimpleDriverDataSource() {

			@Override
			public String getUrl() {
				return null;
			}

			@Override
			public java.sql.Connection getConnection() throws SQLException {
				throw new SQLException("down");
			}

		};
		assertThat(InProcessDatabase.urlOf(dataSource)).isEmpty();
	}

}
