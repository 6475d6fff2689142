package io.coolnode.boot;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.CommandLineRunner;
import org.springframework.context.event.EventListenerFactory;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.util.ClassUtils;

/**
 * Keeps what a master does not need from coming to life in it: every bean is created only
 * when another one needs it, but those that use the channel. Runners, the processors of
 * {@code @Scheduled} and of message listeners are removed; lifecycles and listeners count
 * only if their bean exists.
 */
class LeanMasterPostProcessor implements BeanFactoryPostProcessor {

	private static final Set<String> REMOVED = Set.of(
			"org.springframework.context.annotation.internalScheduledAnnotationProcessor",
			"org.springframework.kafka.config.internalKafkaListenerAnnotationProcessor",
			"org.springframework.jms.config.internalJmsListenerAnnotationProcessor",
			"org.springframework.amqp.rabbit.config.internalRabbitListenerAnnotationProcessor");

	private static final List<Class<?>> EAGER = List.of(BeanPostProcessor.class, BeanFactoryPostProcessor.class,
			EventListenerFactory.class, MasterLifecycle.class, MasterNode.class);

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
		BeanDefinitionRegistry registry = (BeanDefinitionRegistry) beanFactory;
		ChannelUsers channelUsers = new ChannelUsers(beanFactory);
		for (String name : beanFactory.getBeanDefinitionNames()) {
			Class<?> type = beanFactory.getType(name, false);
			if (REMOVED.contains(name) || isRunner(type)) {
				registry.removeBeanDefinition(name);
			}
			else {
				BeanDefinition definition = beanFactory.getBeanDefinition(name);
				definition.setLazyInit(!isEager(type) && !channelUsers.contains(name, definition, type));
			}
		}
		replace(registry, AbstractApplicationContext.LIFECYCLE_PROCESSOR_BEAN_NAME, ExistingBeans.Lifecycles.class);
		replace(registry, AbstractApplicationContext.APPLICATION_EVENT_MULTICASTER_BEAN_NAME,
				ExistingBeans.Multicaster.class);
		replace(registry, "coolNodeEventListenerFactory", ExistingBeans.ListenerFactory.class);
	}

	private static boolean isRunner(@Nullable Class<?> type) {
		return type != null
				&& (ApplicationRunner.class.isAssignableFrom(type) || CommandLineRunner.class.isAssignableFrom(type));
	}

	private static boolean isEager(@Nullable Class<?> type) {
		return type != null && EAGER.stream().anyMatch((eager) -> ClassUtils.isAssignable(eager, type));
	}

	private static void replace(BeanDefinitionRegistry registry, String name, Class<?> type) {
		if (registry.containsBeanDefinition(name)) {
			registry.removeBeanDefinition(name);
		}
		registry.registerBeanDefinition(name, new RootBeanDefinition(type));
	}

}
