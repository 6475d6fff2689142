package io.coolnode.boot;

import java.lang.annotation.Annotation;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ClassUtils;

import io.coolnode.Channel;
import io.coolnode.Cluster;
import io.coolnode.channel.InternalChannel;

/**
 * Finds the beans that use the channel, by their definitions, without creating any.
 */
final class ChannelUsers {

	private static final Collection<Class<?>> CHANNEL_TYPES = Arrays.asList(Channel.class, Cluster.class,
			InternalChannel.class);

	private static final List<String> WEB_ANNOTATIONS = List.of("org.springframework.stereotype.Controller",
			"org.springframework.web.bind.annotation.ControllerAdvice");

	private static final List<String> WEB_TYPES = List.of("jakarta.servlet.Filter", "jakarta.servlet.Servlet",
			"org.springframework.web.servlet.HandlerInterceptor",
			"org.springframework.web.servlet.config.annotation.WebMvcConfigurer",
			"org.springframework.web.socket.WebSocketHandler");

	private static final String SCHEDULED = "org.springframework.scheduling.annotation.Scheduled";

	private final ConfigurableListableBeanFactory beanFactory;

	ChannelUsers(ConfigurableListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	boolean contains(String name, BeanDefinition definition, @Nullable Class<?> type) {
		if (type == null || ClassUtils.getUserClass(type).getName().startsWith("io.coolnode.autoconfigure.")
				|| isWorkersOnly(ClassUtils.getUserClass(type))) {
			return false;
		}
		return usesChannel(ClassUtils.getUserClass(type)) || factoryMethodUsesChannel(name);
	}

	private boolean isWorkersOnly(Class<?> type) {
		return WEB_ANNOTATIONS.stream()
			.anyMatch((annotation) -> AnnotatedElementUtils.hasAnnotation(type,
					annotation(annotation, type.getClassLoader())))
				|| WEB_TYPES.stream().anyMatch((webType) -> isInstance(webType, type))
				|| methods(type).anyMatch((method) -> Arrays.stream(method.getAnnotations())
					.anyMatch((annotation) -> annotation.annotationType().getName().equals(SCHEDULED)));
	}

	@SuppressWarnings("unchecked")
	private static Class<? extends Annotation> annotation(String name, @Nullable ClassLoader loader) {
		try {
			return (Class<? extends Annotation>) ClassUtils.forName(name, loader);
		}
		catch (ClassNotFoundException ex) {
			return Override.class;
		}
	}

	private static boolean isInstance(String typeName, Class<?> type) {
		try {
			return ClassUtils.forName(typeName, type.getClassLoader()).isAssignableFrom(type);
		}
		catch (ClassNotFoundException ex) {
			return false;
		}
	}

	private static boolean usesChannel(Class<?> type) {
		return Arrays.stream(type.getDeclaredConstructors()).anyMatch(ChannelUsers::takesChannel)
				|| fields(type).anyMatch((field) -> isChannel(ResolvableType.forField(field)))
				|| methods(type).filter(ChannelUsers::isInjected).anyMatch(ChannelUsers::takesChannel);
	}

	private static boolean isInjected(Method method) {
		return Arrays.stream(method.getAnnotations())
			.anyMatch((annotation) -> annotation.annotationType().getSimpleName().equals("Autowired"));
	}

	private static Stream<Field> fields(Class<?> type) {
		return classes(type).flatMap((each) -> Arrays.stream(each.getDeclaredFields()));
	}

	private static Stream<Method> methods(Class<?> type) {
		return classes(type).flatMap((each) -> Arrays.stream(each.getDeclaredMethods()));
	}

	private static Stream<Class<?>> classes(Class<?> type) {
		return Stream.iterate((Class<?>) type, (each) -> each != null && each != Object.class, Class::getSuperclass);
	}

	private boolean factoryMethodUsesChannel(String name) {
		BeanDefinition merged = this.beanFactory.getMergedBeanDefinition(name);
		Method method = (merged instanceof RootBeanDefinition root) ? root.getResolvedFactoryMethod() : null;
		return method != null && takesChannel(method);
	}

	private static boolean takesChannel(Executable executable) {
		for (int i = 0; i < executable.getParameterCount(); i++) {
			ResolvableType parameter = (executable instanceof Constructor<?> constructor)
					? ResolvableType.forConstructorParameter(constructor, i)
					: ResolvableType.forMethodParameter((Method) executable, i);
			if (isChannel(parameter)) {
				return true;
			}
		}
		return false;
	}

	private static boolean isChannel(ResolvableType type) {
		Class<?> raw = type.resolve();
		return CHANNEL_TYPES.contains(raw) || (type.hasGenerics()
				&& Arrays.stream(type.getGenerics()).anyMatch((generic) -> CHANNEL_TYPES.contains(generic.resolve())));
	}

}
