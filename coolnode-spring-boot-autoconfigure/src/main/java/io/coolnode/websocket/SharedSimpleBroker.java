package io.coolnode.websocket;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.messaging.simp.broker.DefaultSubscriptionRegistry;
import org.springframework.messaging.simp.broker.SimpleBrokerMessageHandler;
import org.springframework.messaging.simp.broker.SubscriptionRegistry;
import org.springframework.util.AntPathMatcher;
import org.springframework.util.Assert;
import org.springframework.util.PathMatcher;

import io.coolnode.ChannelMessage;
import io.coolnode.channel.InternalChannel;

/**
 * Joins the simple brokers of all workers into one: each hands out what any of them got,
 * if it has subscribers for it, and keeps the order of each sender's messages.
 */
public final class SharedSimpleBroker implements BeanPostProcessor, DisposableBean {

	private static final Log logger = LogFactory.getLog(SharedSimpleBroker.class);

	private static final String EVENT = InternalChannel.PREFIX + "stomp";

	private final ObjectProvider<InternalChannel> channel;

	// set while the beans are created
	private @Nullable Interests interests;

	/**
	 * Create what joins brokers.
	 * @param channel what connects the workers
	 */
	public SharedSimpleBroker(ObjectProvider<InternalChannel> channel) {
		this.channel = channel;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof SimpleBrokerMessageHandler broker) {
			join(broker);
		}
		return bean;
	}

	private void join(SimpleBrokerMessageHandler broker) {
		InternalChannel internal = this.channel.getObject();
		SubscriptionRegistry registry = broker.getSubscriptionRegistry();
		Interests interests = new Interests(internal, "stomp", pathMatcher(registry));
		Fanout fanout = new Fanout(internal, EVENT, interests, System::nanoTime);
		broker.setSubscriptionRegistry(new SharedSubscriptionRegistry(registry, interests, fanout));
		broker.setPreservePublishOrder(true);
		internal.on(EVENT, (message) -> handOut(broker, message));
		interests.start();
		this.interests = interests;
	}

	private static PathMatcher pathMatcher(SubscriptionRegistry registry) {
		return (registry instanceof DefaultSubscriptionRegistry known) ? known.getPathMatcher() : new AntPathMatcher();
	}

	private static void handOut(SimpleBrokerMessageHandler broker, ChannelMessage message) {
		byte[] bytes = message.get(0, byte[].class);
		if (bytes != null) {
			StompMessage received = StompMessage.decode(bytes);
			logger.trace("From worker " + message.sender().code() + " to " + received.destination());
			broker.handleMessage(received.toMessage());
		}
	}

	Interests interests() {
		Interests joined = this.interests;
		Assert.state(joined != null, "There is no simple broker");
		return joined;
	}

	@Override
	public void destroy() {
		if (this.interests != null) {
			this.interests.close();
		}
	}

}
