package io.coolnode;

/**
 * A handler's registration at the {@link Channel}.
 */
public interface Subscription {

	/**
	 * End the registration. A call that is under way is not interrupted; none begins
	 * after this method has returned. Calling it again has no effect.
	 */
	void cancel();

}
