package io.coolnode;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.context.annotation.Conditional;

/**
 * Registers a component, a configuration or a {@code @Bean} method in workers only, so
 * that the master does not know of it. Matches in a standalone process too, which does
 * the work of a worker.
 */
@Target({ ElementType.TYPE, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Conditional(OnProcessCondition.class)
public @interface ConditionalOnWorker {

}
