package io.coolnode.session;

import java.util.List;

import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Refuses to start a worker that would keep HTTP sessions in its own memory.
 */
public final class SharedSessionCheck implements SmartInitializingSingleton {

	private final List<SessionStore> stores;

	/**
	 * Create a check.
	 * @param stores where sessions may be kept; the first that is in use counts
	 */
	public SharedSessionCheck(List<SessionStore> stores) {
		this.stores = List.copyOf(stores);
	}

	@Override
	public void afterSingletonsInstantiated() {
		for (SessionStore store : this.stores) {
			SessionStore.Finding finding = store.inspect().orElse(null);
			if (finding != null) {
				if (finding.inMemory() != null) {
					throw new SessionsInMemoryException(finding.inMemory());
				}
				return;
			}
		}
	}

}
