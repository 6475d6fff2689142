package io.coolnode.autoconfigure;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.autoconfigure.jmx.JmxAutoConfiguration;

import io.coolnode.boot.ProcessRoles;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ParentContextFilter}.
 */
class ParentContextFilterTests {

	private static final String[] NAMES = { CoolNodeAutoConfiguration.class.getName(), null,
			JmxAutoConfiguration.class.getName() };

	private final DefaultListableBeanFactory beanFactory = new DefaultListableBeanFactory();

	@Test
	void matchWhenContextIsNoParentKeepsAll() {
		assertThat(match()).containsExactly(true, true, true);
	}

	@Test
	void matchWhenContextIsAParentLeavesOutOurs() {
		ProcessRoles.registerParent(this.beanFactory);
		assertThat(match()).containsExactly(false, true, true);
	}

	private boolean[] match() {
		ParentContextFilter filter = new ParentContextFilter();
		filter.setBeanFactory(this.beanFactory);
		return filter.match(NAMES, null);
	}

}
