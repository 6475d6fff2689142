package io.coolnode.channel;

import org.jspecify.annotations.Nullable;

/**
 * Carries messages from this master to those of other machines. All methods may be called
 * from any thread, and none waits.
 */
public interface NodeTransport {

	/**
	 * Take a message if there is room for it.
	 * @param node the machine, or {@code null} for all others
	 * @param envelope the message, as it is to arrive there
	 * @return {@code false} if it was not taken; when there is room again,
	 * {@link Nodes#writable()} is to be called
	 */
	boolean write(@Nullable String node, Envelope envelope);

	/**
	 * Tell another machine that nobody waits for the answer to a request any more.
	 * @param node the machine
	 * @param requester the address to which the answer would go
	 * @param sequence the sequence of the request
	 */
	void forget(String node, String requester, long sequence);

	/**
	 * Tell all other machines that a receiver on this one can take no more, or can again.
	 * @param receiver the receiver, as it is called on other machines
	 * @param congested whether it can take no more
	 */
	void congested(String receiver, boolean congested);

	/**
	 * Return whether a machine is there.
	 * @param node the name of the machine
	 * @return whether messages can be sent to it
	 */
	boolean isThere(String node);

}
