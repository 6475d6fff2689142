package io.coolnode.autoconfigure;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.context.annotation.Conditional;

import io.coolnode.boot.Role;

/**
 * Matches when this process has one of some roles.
 */
@Target({ ElementType.TYPE, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
@Conditional(OnRoleCondition.class)
@interface ConditionalOnRole {

	/**
	 * The roles.
	 * @return the roles
	 */
	Role[] value();

}
