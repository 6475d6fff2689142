package io.coolnode.boot;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;

/**
 * The kinds of methods that a clock or a broker calls in an application, such as those
 * with {@code @Scheduled} or {@code @KafkaListener}, and the post-processors that see to
 * it. Each such annotation X has a post-processor XAnnotationBeanPostProcessor.
 */
final class DrivenMethods {

	private static final String SUFFIX = "AnnotationBeanPostProcessor";

	private static final String LISTENER = "Listener";

	private static final String SCHEDULED = "Scheduled";

	/**
	 * The names of the post-processors' beans by the simple names of their annotations.
	 */
	private final Map<String, String> processors;

	private DrivenMethods(Map<String, String> processors) {
		this.processors = processors;
	}

	/**
	 * Find the post-processors of a context.
	 * @param beanFactory the definitions
	 * @return the kinds of methods in force
	 */
	static DrivenMethods of(ConfigurableListableBeanFactory beanFactory) {
		Map<String, String> processors = new HashMap<>();
		for (String name : beanFactory.getBeanNamesForType(BeanPostProcessor.class, true, false)) {
			Class<?> type = beanFactory.getType(name, false);
			while (type != null && type != Object.class) {
				String simpleName = type.getSimpleName();
				if (simpleName.endsWith(LISTENER + SUFFIX) || simpleName.equals(SCHEDULED + SUFFIX)) {
					processors.put(simpleName.substring(0, simpleName.length() - SUFFIX.length()), name);
				}
				type = type.getSuperclass();
			}
		}
		return new DrivenMethods(processors);
	}

	/**
	 * Return which of these kinds the beans of a class have.
	 * @param type the class
	 * @return the simple names of annotations
	 */
	Set<String> of(Class<?> type) {
		if (this.processors.isEmpty()) {
			return Set.of();
		}
		return Stream
			.concat(annotations(MergedAnnotations.from(type, SearchStrategy.TYPE_HIERARCHY)), Injections.methods(type)
				.flatMap((method) -> annotations(MergedAnnotations.from(method, SearchStrategy.TYPE_HIERARCHY))))
			.filter(this.processors::containsKey)
			.collect(Collectors.toSet());
	}

	private static Stream<String> annotations(MergedAnnotations annotations) {
		return annotations.stream().map(MergedAnnotation::getType).map(Class::getSimpleName);
	}

	/**
	 * Return the post-processors of all kinds but some.
	 * @param kept simple names of annotations
	 * @return names of beans
	 */
	Collection<String> processorsExcept(Set<String> kept) {
		return this.processors.entrySet()
			.stream()
			.filter((entry) -> !kept.contains(entry.getKey()))
			.map(Map.Entry::getValue)
			.toList();
	}

}
