package io.coolnode.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.context.PropertyMapping;

import io.coolnode.autoconfigure.CoolNodeAutoConfiguration;

/**
 * Makes the application of a test one process of a cluster whose other processes are made
 * up, and gives the test a {@link TestCluster} to speak for those.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ImportAutoConfiguration({ TestClusterAutoConfiguration.class, CoolNodeAutoConfiguration.class })
@PropertyMapping("cool.test")
public @interface AutoConfigureTestCluster {

	/**
	 * Code of the application: that of a worker, or {@code "master"}.
	 * @return the code
	 */
	String code() default "A";

	/**
	 * How many workers the cluster has: {@code A}, {@code B} and so on.
	 * @return the number
	 */
	int workers() default 2;

}
