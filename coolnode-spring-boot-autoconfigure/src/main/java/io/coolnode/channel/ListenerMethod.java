package io.coolnode.channel;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.GenericTypeResolver;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.util.ReflectionUtils;

import io.coolnode.ChannelMessage;
import io.coolnode.ChannelMessageHandler;
import io.coolnode.Sender;

/**
 * A method of a bean that is called with the values of a message, and whose result is the
 * answer to it.
 */
final class ListenerMethod implements ChannelMessageHandler {

	private static final Log logger = LogFactory.getLog(ListenerMethod.class);

	private final Object bean;

	private final Method method;

	private final Type[] parameterTypes;

	private ListenerMethod(Object bean, Method method, Class<?> targetClass) {
		this.bean = bean;
		this.method = method;
		this.parameterTypes = Arrays.stream(method.getGenericParameterTypes())
			.map((type) -> GenericTypeResolver.resolveType(type, targetClass))
			.toArray(Type[]::new);
		ReflectionUtils.makeAccessible(method);
	}

	/**
	 * Create what calls a method.
	 * @param bean the object to call it on
	 * @param method the method, which that object has
	 * @param targetClass the class whose generic parameters apply
	 * @return the handler
	 */
	static ChannelMessageHandler of(Object bean, Method method, Class<?> targetClass) {
		ListenerMethod listener = new ListenerMethod(bean, method, targetClass);
		return (method.getReturnType() == void.class) ? (ConcludingHandler) listener::onMessage : listener;
	}

	@Override
	public void onMessage(ChannelMessage message) throws Exception {
		Object result = invoke(message);
		if (this.method.getReturnType() == void.class || !(message instanceof AnswerableMessage request)
				|| !request.isRequest()) {
			return;
		}
		if (result instanceof CompletionStage<?> stage) {
			stage.whenComplete((value, failure) -> answerLater(request, value, failure));
		}
		else {
			request.reply(result);
		}
	}

	private void answerLater(AnswerableMessage request, @Nullable Object value, @Nullable Throwable failure) {
		try {
			if (failure != null) {
				logger.error(this + " failed for " + request, failure);
				request.fail((failure instanceof CompletionException && failure.getCause() != null) ? failure.getCause()
						: failure);
			}
			else {
				request.reply(value);
			}
		}
		catch (RuntimeException ex) {
			logger.error("The answer of " + this + " to " + request + " could not be sent", ex);
			request.fail(ex);
		}
	}

	private @Nullable Object invoke(ChannelMessage message) throws Exception {
		try {
			return this.method.invoke(this.bean, arguments(message));
		}
		catch (InvocationTargetException ex) {
			ReflectionUtils.rethrowException(ex.getTargetException());
			throw ex;
		}
	}

	private @Nullable Object[] arguments(ChannelMessage message) {
		@Nullable Object[] arguments = new @Nullable Object[this.parameterTypes.length];
		int next = 0;
		for (int i = 0; i < arguments.length; i++) {
			Type type = this.parameterTypes[i];
			if (type == ChannelMessage.class) {
				arguments[i] = message;
			}
			else if (type == Sender.class) {
				arguments[i] = message.sender();
			}
			else {
				arguments[i] = value(message, next++, i);
			}
		}
		return arguments;
	}

	private @Nullable Object value(ChannelMessage message, int index, int parameter) {
		Object value = (index < message.size())
				? message.get(index, ParameterizedTypeReference.forType(this.parameterTypes[parameter])) : null;
		if (value == null && this.method.getParameterTypes()[parameter].isPrimitive()) {
			throw new IllegalArgumentException("Parameter " + parameter + " of " + this + " is a "
					+ this.parameterTypes[parameter].getTypeName() + ", but the message has no value " + index);
		}
		return value;
	}

	@Override
	public String toString() {
		return this.method.getDeclaringClass().getName() + "." + this.method.getName();
	}

}
