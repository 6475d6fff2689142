package io.coolnode.channel;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryAware;
import org.springframework.beans.factory.config.DestructionAwareBeanPostProcessor;

import io.coolnode.Channel;
import io.coolnode.ChannelListener;
import io.coolnode.Subscription;

/**
 * Subscribes the methods of beans that are annotated with {@link ChannelListener}, when
 * the bean is complete, and until it is destroyed.
 */
public final class ChannelListenerProcessor implements DestructionAwareBeanPostProcessor, BeanFactoryAware {

	private final Supplier<Channel> channel;

	private final Map<Object, List<Subscription>> subscriptions = new ConcurrentHashMap<>();

	private final Set<Class<?>> without = ConcurrentHashMap.newKeySet();

	private @Nullable BeanFactory beanFactory;

	/**
	 * Create a processor.
	 * @param channel the channel, which is asked for when the first such method was found
	 */
	public ChannelListenerProcessor(Supplier<Channel> channel) {
		this.channel = channel;
	}

	@Override
	public void setBeanFactory(BeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	@Override
	public @Nullable Object postProcessAfterInitialization(Object bean, String beanName) {
		Class<?> type = AopUtils.getTargetClass(bean);
		if (!this.without.contains(type)) {
			if (ListenerMethods.mayBeIn(type) && ListenerMethods.areIn(bean)) {
				checkScope(beanName);
				this.subscriptions.put(new Identity(bean), ListenerMethods.subscribe(bean, this.channel.get()));
			}
			else {
				this.without.add(type);
			}
		}
		return bean;
	}

	private void checkScope(String beanName) {
		BeanFactory factory = this.beanFactory;
		if (factory != null && factory.containsBean(beanName) && factory.isPrototype(beanName)) {
			throw new IllegalStateException("Bean '" + beanName + "' has @ChannelListener methods but is a prototype, "
					+ "and nobody would ever end their subscriptions. Make it a singleton, or use Channel.on instead.");
		}
	}

	@Override
	public boolean requiresDestruction(Object bean) {
		return this.subscriptions.containsKey(new Identity(bean));
	}

	@Override
	public void postProcessBeforeDestruction(Object bean, String beanName) {
		List<Subscription> ended = this.subscriptions.remove(new Identity(bean));
		if (ended != null) {
			ended.forEach(Subscription::cancel);
		}
	}

	/**
	 * A bean, whatever it considers equal to itself.
	 *
	 * @param bean the bean
	 */
	private record Identity(Object bean) {

		@Override
		public boolean equals(@Nullable Object other) {
			return other instanceof Identity identity && identity.bean == this.bean;
		}

		@Override
		public int hashCode() {
			return System.identityHashCode(this.bean);
		}

	}

}
