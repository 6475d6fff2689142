package io.coolnode.boot;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.EventListener;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;

import io.coolnode.Channel;
import io.coolnode.Cluster;
import io.coolnode.channel.InternalChannel;

/**
 * Tells the classes whose beans talk over the channel or listen to what happens in the
 * cluster.
 */
final class ChannelUsers {

	private static final Collection<Class<?>> CHANNEL_TYPES = Arrays.asList(Channel.class, Cluster.class,
			InternalChannel.class);

	private static final String CHANNEL_LISTENER = "io.coolnode.ChannelListener";

	private ChannelUsers() {
	}

	/**
	 * Return whether beans of a class use the channel or the cluster.
	 * @param type the class
	 * @param factoryMethod the method that makes the bean, if one does
	 * @return whether something of ours is injected into them, or listened to by them
	 */
	static boolean contains(Class<?> type, @Nullable Method factoryMethod) {
		Stream<ResolvableType> injected = (factoryMethod != null)
				? Stream.concat(Injections.parameters(factoryMethod), Injections.of(type)) : Injections.of(type);
		return injected.anyMatch(ChannelUsers::isChannel) || isListener(type)
				|| Injections.methods(type).anyMatch(ChannelUsers::isListener);
	}

	private static boolean isChannel(ResolvableType type) {
		return Injections.mentions(type, CHANNEL_TYPES::contains);
	}

	private static boolean isListener(Class<?> type) {
		return ApplicationListener.class.isAssignableFrom(type)
				&& isEvent(ResolvableType.forClass(type).as(ApplicationListener.class).getGeneric());
	}

	private static boolean isListener(Method method) {
		MergedAnnotations annotations = MergedAnnotations.from(method, SearchStrategy.TYPE_HIERARCHY);
		if (annotations.isPresent(CHANNEL_LISTENER)) {
			return true;
		}
		MergedAnnotation<EventListener> listener = annotations.get(EventListener.class);
		return listener.isPresent() && Stream
			.concat(Arrays.stream(listener.getClassArray("classes")).map(ResolvableType::forClass),
					Injections.parameters(method))
			.anyMatch(ChannelUsers::isEvent);
	}

	private static boolean isEvent(ResolvableType type) {
		Class<?> raw = type.resolve();
		return raw != null && ApplicationEvent.class.isAssignableFrom(raw)
				&& raw.getPackageName().equals(Channel.class.getPackageName());
	}

}
