package io.coolnode;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a method of a bean that is called at each message of the given name, as a handler
 * of {@link Channel#on} would be.
 * <p>
 * A parameter of type {@link ChannelMessage} gets the message, one of type {@link Sender}
 * its sender; the others get the values of the message in their order, each read as the
 * type of its parameter, or {@code null} where the message has fewer. What the method
 * returns answers a {@link Channel#request request}: a value, nothing ({@code void}), or
 * what a {@link java.util.concurrent.CompletionStage} completes with.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface ChannelListener {

	/**
	 * The name of the event.
	 * @return the name
	 */
	String value();

	/**
	 * Whether to be called at the next message only.
	 * @return {@code true} to be called once
	 */
	boolean once() default false;

}
