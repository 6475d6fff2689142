package io.coolnode.boot;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.type.MethodMetadata;
import org.springframework.util.ClassUtils;

import io.coolnode.ConditionalOnMaster;

/**
 * Tells the beans that are declared with {@link ConditionalOnMaster}: by their class, by
 * the method that makes them, or by the configuration in which that is.
 */
public final class MasterOnly {

	private final ConfigurableListableBeanFactory beanFactory;

	/**
	 * Create a judge of the beans of a context.
	 * @param beanFactory the definitions
	 */
	public MasterOnly(ConfigurableListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	/**
	 * Return whether a bean is declared for the master.
	 * @param name its name
	 * @return whether it is
	 */
	public boolean contains(String name) {
		return this.beanFactory.containsBeanDefinition(name)
				&& contains(this.beanFactory.getBeanDefinition(name), this.beanFactory.getType(name, false));
	}

	/**
	 * Return whether a bean is declared for the master.
	 * @param definition its definition
	 * @param type its class, if that is known
	 * @return whether it is
	 */
	boolean contains(BeanDefinition definition, @Nullable Class<?> type) {
		return isDeclared(type) || isMadeByDeclared(definition);
	}

	private boolean isMadeByDeclared(BeanDefinition definition) {
		MethodMetadata method = (definition instanceof AnnotatedBeanDefinition annotated)
				? annotated.getFactoryMethodMetadata() : null;
		if (method == null) {
			return false;
		}
		String configuration = definition.getFactoryBeanName();
		return method.isAnnotated(ConditionalOnMaster.class.getName())
				|| isDeclared(load(method.getDeclaringClassName()))
				|| (configuration != null && isDeclared(this.beanFactory.getType(configuration, false)));
	}

	private @Nullable Class<?> load(String className) {
		try {
			return ClassUtils.forName(className, this.beanFactory.getBeanClassLoader());
		}
		catch (ClassNotFoundException | LinkageError ex) {
			return null;
		}
	}

	private static boolean isDeclared(@Nullable Class<?> type) {
		for (Class<?> each = userClass(type); each != null; each = each.getEnclosingClass()) {
			if (MergedAnnotations.from(each).isPresent(ConditionalOnMaster.class)) {
				return true;
			}
		}
		return false;
	}

	private static @Nullable Class<?> userClass(@Nullable Class<?> type) {
		return (type != null) ? ClassUtils.getUserClass(type) : null;
	}

}
