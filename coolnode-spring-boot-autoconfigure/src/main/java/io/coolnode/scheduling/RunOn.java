package io.coolnode.scheduling;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says in which process of the cluster a {@code @Scheduled} method runs, or all such
 * methods of a class, instead of where {@code cool.scheduling.run-on} says. An annotation
 * of the method counts more than one of the class. Without a cluster all scheduled
 * methods run.
 */
@Target({ ElementType.METHOD, ElementType.TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface RunOn {

	/**
	 * The code of a worker, such as {@code "A"}: whichever process has the code runs the
	 * method, one at a time; or {@code "master"}, where the bean lives then; or
	 * {@code "all"} for every process in which the bean lives. A code that no worker has
	 * fails the start.
	 * @return the code, {@code "master"} or {@code "all"}
	 */
	String value();

}
