package io.coolnode.it.app;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

import io.coolnode.ConditionalOnMaster;

/**
 * Spoils the start of a master, if {@code test.fail.master} says so.
 */
@Component
@ConditionalOnMaster
@ConditionalOnProperty(name = "test.fail.master", havingValue = "error")
class MasterSwitch implements InitializingBean {

	@Override
	public void afterPropertiesSet() {
		throw new IllegalStateException("This master was told to fail");
	}

}
