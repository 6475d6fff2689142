package io.coolnode.websocket;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.messaging.simp.stomp.StompBrokerRelayMessageHandler;
import org.springframework.messaging.simp.user.MultiServerUserRegistry;
import org.springframework.messaging.simp.user.SimpUserRegistry;

import io.coolnode.Channel;

/**
 * Warns of a registry of users that knows those of one worker alone, where the broker is
 * a foreign one, which we leave alone. The first worker speaks for all.
 */
public final class BrokerWarnings implements SmartInitializingSingleton {

	private static final Log logger = LogFactory.getLog(BrokerWarnings.class);

	private static final long FIRST = 1;

	private final ObjectProvider<StompBrokerRelayMessageHandler> relay;

	private final ObjectProvider<SimpUserRegistry> users;

	private final Channel channel;

	/**
	 * Create the warnings.
	 * @param relay what speaks to a foreign broker
	 * @param users the registry of users
	 * @param channel tells which worker this is
	 */
	public BrokerWarnings(ObjectProvider<StompBrokerRelayMessageHandler> relay, ObjectProvider<SimpUserRegistry> users,
			Channel channel) {
		this.relay = relay;
		this.users = users;
		this.channel = channel;
	}

	@Override
	public void afterSingletonsInstantiated() {
		if (this.channel.id() == FIRST && this.relay.getIfAvailable() != null
				&& !(this.users.getIfAvailable() instanceof MultiServerUserRegistry)) {
			logger.warn("Each worker knows the users of its own sessions alone: the SimpUserRegistry is in memory, and "
					+ "the STOMP broker is a foreign one. Use enableStompBrokerRelay(…)"
					+ ".setUserRegistryBroadcast(\"/topic/users\").setUserDestinationBroadcast(\"/topic/unresolved\")");
		}
	}

}
