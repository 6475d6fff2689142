package io.coolnode.channel;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.springframework.aop.support.AopUtils;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotationUtils;

import io.coolnode.Channel;
import io.coolnode.ChannelListener;
import io.coolnode.ChannelMessageHandler;
import io.coolnode.Subscription;

/**
 * Finds the methods of an object that are annotated with {@link ChannelListener}, and
 * subscribes them.
 */
public final class ListenerMethods {

	private ListenerMethods() {
	}

	/**
	 * Return whether a class may have such methods, cheaply.
	 * @param type the class
	 * @return {@code false} if it has none
	 */
	public static boolean mayBeIn(Class<?> type) {
		return AnnotationUtils.isCandidateClass(type, ChannelListener.class);
	}

	/**
	 * Subscribe the annotated methods of an object.
	 * @param bean the object, which may be a proxy
	 * @param channel the channel
	 * @return their subscriptions
	 * @throws IllegalStateException if a method cannot be called through the proxy
	 */
	public static List<Subscription> subscribe(Object bean, Channel channel) {
		List<Subscription> subscriptions = new ArrayList<>();
		find(bean).forEach((method, listener) -> {
			ChannelMessageHandler handler = ListenerMethod.of(bean,
					AopUtils.selectInvocableMethod(method, bean.getClass()), AopUtils.getTargetClass(bean));
			subscriptions
				.add(listener.once() ? channel.once(listener.value(), handler) : channel.on(listener.value(), handler));
		});
		return subscriptions;
	}

	/**
	 * Return whether an object has annotated methods.
	 * @param bean the object, which may be a proxy
	 * @return whether there is one to subscribe
	 */
	public static boolean areIn(Object bean) {
		return !find(bean).isEmpty();
	}

	private static Map<Method, ChannelListener> find(Object bean) {
		return MethodIntrospector.selectMethods(AopUtils.getTargetClass(bean),
				(MethodIntrospector.MetadataLookup<ChannelListener>) (method) -> AnnotatedElementUtils
					.findMergedAnnotation(method, ChannelListener.class));
	}

}
