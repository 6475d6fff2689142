package io.coolnode.channel;

import io.coolnode.Cluster;
import io.coolnode.Subscription;

/**
 * A cluster that tells when what is known of its workers has changed.
 */
public interface ObservableCluster extends Cluster {

	/**
	 * Call something at each change, after it can be seen.
	 * @param listener what to call, on the thread that makes the change; it must be quick
	 * and must not throw
	 * @return a handle that ends this
	 */
	Subscription onChange(Runnable listener);

}
