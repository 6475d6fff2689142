package io.coolnode.boot;

import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.MergedAnnotations;

/**
 * Reads from classes what will be injected into their instances.
 */
final class Injections {

	private static final Set<String> ANNOTATIONS = Set.of("org.springframework.beans.factory.annotation.Autowired",
			"jakarta.inject.Inject", "jakarta.annotation.Resource");

	/**
	 * Generics may be without end, as in {@code T extends Comparable<T>}.
	 */
	private static final int GENERICS_DEPTH = 3;

	private Injections() {
	}

	/**
	 * Return the types of all constructor parameters, fields and parameters of injected
	 * methods.
	 * @param type the class
	 * @return the types
	 */
	static Stream<ResolvableType> of(Class<?> type) {
		Stream<ResolvableType> constructors = Arrays.stream(type.getDeclaredConstructors())
			.flatMap(Injections::parameters);
		Stream<ResolvableType> fields = fields(type).map(ResolvableType::forField);
		Stream<ResolvableType> methods = methods(type).filter(Injections::isInjected).flatMap(Injections::parameters);
		return Stream.of(constructors, fields, methods).flatMap((each) -> each);
	}

	/**
	 * Return the types of the parameters of a constructor or method.
	 * @param executable the constructor or method
	 * @return the types
	 */
	static Stream<ResolvableType> parameters(Executable executable) {
		return IntStream.range(0, executable.getParameterCount())
			.mapToObj((index) -> (executable instanceof Constructor<?> constructor)
					? ResolvableType.forConstructorParameter(constructor, index)
					: ResolvableType.forMethodParameter((Method) executable, index));
	}

	/**
	 * Return whether a type or, to some depth, one of its generics is of a kind.
	 * @param type the type, such as {@code ObjectProvider<Channel>}
	 * @param kind the kind
	 * @return whether it is
	 */
	static boolean mentions(ResolvableType type, Predicate<Class<?>> kind) {
		return mentions(type, kind, GENERICS_DEPTH);
	}

	private static boolean mentions(ResolvableType type, Predicate<Class<?>> kind, int depth) {
		Class<?> raw = type.resolve();
		return (raw != null && kind.test(raw)) || (depth > 0
				&& Arrays.stream(type.getGenerics()).anyMatch((generic) -> mentions(generic, kind, depth - 1)));
	}

	/**
	 * Return the methods of a class and of its superclasses.
	 * @param type the class
	 * @return the methods
	 */
	static Stream<Method> methods(Class<?> type) {
		return classes(type).flatMap((each) -> Arrays.stream(each.getDeclaredMethods()));
	}

	private static boolean isInjected(Method method) {
		MergedAnnotations annotations = MergedAnnotations.from(method);
		return ANNOTATIONS.stream().anyMatch(annotations::isPresent);
	}

	private static Stream<Field> fields(Class<?> type) {
		return classes(type).flatMap((each) -> Arrays.stream(each.getDeclaredFields()));
	}

	private static Stream<Class<?>> classes(Class<?> type) {
		return Stream.iterate((Class<?>) type, (each) -> each != null && each != Object.class, Class::getSuperclass);
	}

}
