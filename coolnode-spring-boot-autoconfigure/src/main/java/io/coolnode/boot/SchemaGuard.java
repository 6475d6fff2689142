package io.coolnode.boot;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;

/**
 * Ends the start of a process that would wipe a database which others use, before it
 * does.
 */
public class SchemaGuard implements BeanPostProcessor {

	private static final Log logger = LogFactory.getLog(SchemaGuard.class);

	private static final List<String> ACTIONS = List.of("hibernate.hbm2ddl.auto",
			"jakarta.persistence.schema-generation.database.action");

	@Override
	public Object postProcessBeforeInitialization(Object bean, String beanName) {
		if (bean instanceof LocalContainerEntityManagerFactoryBean factory) {
			check(factory.getJpaPropertyMap(), factory.getDataSource());
		}
		return bean;
	}

	private static void check(Map<String, Object> properties, @Nullable DataSource dataSource) {
		for (String name : ACTIONS) {
			Object action = properties.get(name);
			if (dataSource != null && action != null && isDestructive(action.toString())) {
				String url = url(dataSource);
				if (url != null && !DatabaseUrl.isInProcess(url)) {
					throw new SharedSchemaException(name, action.toString(), DatabaseUrl.withoutSecrets(url));
				}
			}
		}
	}

	private static boolean isDestructive(String action) {
		return action.startsWith("create") || action.startsWith("drop");
	}

	private static @Nullable String url(DataSource dataSource) {
		try (Connection connection = dataSource.getConnection()) {
			return connection.getMetaData().getURL();
		}
		catch (SQLException ex) {
			logger.debug("The database does not tell its address; what needs it will fail", ex);
			return null;
		}
	}

}
