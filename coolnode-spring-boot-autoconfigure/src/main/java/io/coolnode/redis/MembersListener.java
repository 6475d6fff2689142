package io.coolnode.redis;

import java.util.Set;

/**
 * Is told of other machines and of what they can take.
 */
interface MembersListener extends NodeListener {

	/**
	 * Called when other receivers of a machine can take no more.
	 * @param node its name
	 * @param receivers all of them that cannot, as they are called on this machine
	 */
	void congested(String node, Set<String> receivers);

}
