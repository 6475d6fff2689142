package io.coolnode.channel;

/**
 * Takes part in the connections between the master and its workers beside the messages
 * and supervision, with control words of its own. Called on a connection's reading
 * thread; the methods must be quick and must not throw.
 */
public interface LinkExtension {

	/**
	 * Called once, when the peer has proved who it is.
	 * @param link the new connection
	 */
	void onOpen(Link link);

	/**
	 * Called with each control word that nobody has taken yet.
	 * @param link the connection it came by
	 * @param control the word
	 * @return whether it was one of this extension's
	 */
	boolean onControl(Link link, Control control);

}
