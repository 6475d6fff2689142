package io.coolnode;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.context.annotation.Conditional;

/**
 * Registers a component, a configuration or a {@code @Bean} method in the master only,
 * and brings it to life there, which a lean master does with few beans else: the bean,
 * and for a configuration all beans that it declares, are created when the master starts,
 * runners and scheduled methods of theirs run in it, and one that fails ends the start.
 * Matches in a standalone process too, which is its own master.
 */
@Target({ ElementType.TYPE, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Conditional(OnProcessCondition.class)
public @interface ConditionalOnMaster {

}
