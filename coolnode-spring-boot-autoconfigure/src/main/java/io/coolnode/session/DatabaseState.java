package io.coolnode.session;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import javax.sql.DataSource;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * Databases that live inside each process.
 */
public final class DatabaseState implements ProcessLocalState {

	private final ConfigurableListableBeanFactory beanFactory;

	/**
	 * Create the state.
	 * @param beanFactory where data sources may be
	 */
	public DatabaseState(ConfigurableListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	@Override
	public List<String> find() {
		return Stream.of(this.beanFactory.getBeanNamesForType(DataSource.class, true, false))
			.filter(this.beanFactory::containsSingleton)
			.flatMap((name) -> describe(name).stream())
			.toList();
	}

	private Optional<String> describe(String name) {
		return InProcessDatabase.urlOf(this.beanFactory.getBean(name, DataSource.class))
			.map((url) -> "Each worker has a database of its own: the data source '" + name + "' leads to " + url
					+ ", which lives inside the process. Use a database on a server, for H2 such as jdbc:h2:tcp://… "
					+ "or jdbc:h2:file:…;AUTO_SERVER=TRUE");
	}

}
