package io.coolnode.autoconfigure;

import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;

import io.coolnode.boot.Role;
import io.coolnode.boot.SchemaGuard;

/**
 * What keeps the processes of a cluster from wiping their database.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(LocalContainerEntityManagerFactoryBean.class)
class SchemaGuardConfiguration {

	@Bean
	@ConditionalOnRole({ Role.MASTER, Role.WORKER })
	static SchemaGuard coolNodeSchemaGuard() {
		return new SchemaGuard();
	}

}
