package io.coolnode.websocket;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.util.StringUtils;

/**
 * Lets messages to users be sent in the order in which they are handled, and not by a
 * queue for each session. Spring uses such queues if the messages of clients are ordered
 * already when it creates what sends to users, and they lose messages to users with more
 * than one session: all but the first copy are immutable. So it is created earlier.
 *
 * @see ReceiveOrder
 */
public final class UserMessageOrder implements BeanFactoryPostProcessor {

	private static final String SENDER = "userDestinationMessageHandler";

	private static final String ENDPOINTS = "stompWebSocketHandlerMapping";

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
		if (beanFactory.containsBeanDefinition(SENDER) && beanFactory.containsBeanDefinition(ENDPOINTS)) {
			BeanDefinition endpoints = beanFactory.getBeanDefinition(ENDPOINTS);
			endpoints.setDependsOn(StringUtils.addStringToArray(endpoints.getDependsOn(), SENDER));
		}
	}

}
