package io.coolnode.session;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import javax.sql.DataSource;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeanWrapper;
import org.springframework.beans.BeansException;
import org.springframework.beans.PropertyAccessorFactory;

/**
 * Finds out whether a data source leads to a database in the memory of this process.
 */
final class InProcessDatabase {

	private static final Log logger = LogFactory.getLog(InProcessDatabase.class);

	private static final List<String> URL_PROPERTIES = List.of("jdbcUrl", "url");

	private static final List<String> URL_PREFIXES = List.of("jdbc:h2:mem:", "jdbc:hsqldb:mem:", "jdbc:derby:memory:",
			"jdbc:sqlite::memory:");

	private InProcessDatabase() {
	}

	/**
	 * Return the address of the database, if it is in the memory of this process.
	 * @param dataSource the data source
	 * @return the address, without its parameters
	 */
	static Optional<String> urlOf(DataSource dataSource) {
		String configured = configuredUrl(dataSource);
		String url = (configured != null) ? configured : connectedUrl(dataSource);
		return Optional.ofNullable(url).filter(InProcessDatabase::isInMemory).map(InProcessDatabase::withoutParameters);
	}

	static boolean isInMemory(String url) {
		String lowerCase = url.toLowerCase(Locale.ROOT);
		return URL_PREFIXES.stream().anyMatch(lowerCase::startsWith);
	}

	private static String withoutParameters(String url) {
		return url.split("[;?]", 2)[0];
	}

	private static @Nullable String configuredUrl(DataSource dataSource) {
		BeanWrapper bean = PropertyAccessorFactory.forBeanPropertyAccess(dataSource);
		for (String property : URL_PROPERTIES) {
			if (bean.isReadableProperty(property)) {
				try {
					if (bean.getPropertyValue(property) instanceof String url) {
						return url;
					}
				}
				catch (BeansException ex) {
					logger.debug("The address of a data source cannot be read", ex);
				}
			}
		}
		return null;
	}

	private static @Nullable String connectedUrl(DataSource dataSource) {
		try (Connection connection = dataSource.getConnection()) {
			return connection.getMetaData().getURL();
		}
		catch (SQLException ex) {
			// a database in memory can always be connected to
			logger.debug("A data source gives no connection", ex);
			return null;
		}
	}

}
