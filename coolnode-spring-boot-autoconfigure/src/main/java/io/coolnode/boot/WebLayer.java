package io.coolnode.boot;

import java.lang.reflect.Executable;
import java.util.List;
import java.util.stream.Stream;

import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.util.ClassUtils;

/**
 * Tells the classes of an application that serve requests, or need what only a web
 * application has.
 */
final class WebLayer {

	private static final List<String> PACKAGES = List.of("jakarta.servlet.", "jakarta.websocket.",
			"org.springframework.web.servlet.", "org.springframework.web.socket.", "org.springframework.web.filter.",
			"org.springframework.web.context.", "org.springframework.web.method.",
			"org.springframework.boot.web.servlet.", "org.springframework.boot.servlet.",
			"org.springframework.boot.web.server.", "org.springframework.boot.webmvc.",
			"org.springframework.boot.tomcat.", "org.springframework.security.web.",
			"org.springframework.security.config.annotation.web.");

	private static final List<String> ANNOTATIONS = List.of("org.springframework.stereotype.Controller",
			"org.springframework.web.bind.annotation.ControllerAdvice",
			"org.springframework.boot.actuate.endpoint.annotation.Endpoint",
			"org.springframework.boot.actuate.endpoint.annotation.EndpointExtension",
			"jakarta.websocket.server.ServerEndpoint", "jakarta.servlet.annotation.WebFilter",
			"jakarta.servlet.annotation.WebServlet", "jakarta.servlet.annotation.WebListener");

	private static final String CONFIGURER = "Configurer";

	private WebLayer() {
	}

	/**
	 * Return whether a class belongs to the web layer: controllers and advice, filters,
	 * servlets, interceptors, endpoints, configurers, and whatever else has a type of the
	 * web's.
	 * @param type the class
	 * @return whether it is of no use without a web server
	 */
	static boolean contains(Class<?> type) {
		MergedAnnotations annotations = MergedAnnotations.from(type, SearchStrategy.TYPE_HIERARCHY);
		return ANNOTATIONS.stream().anyMatch(annotations::isPresent) || supertypes(type).anyMatch(WebLayer::isWebType);
	}

	/**
	 * Return whether a constructor or method takes something that only a web application
	 * has.
	 * @param executable the constructor or method
	 * @return whether one of its parameters has a type of the web's
	 */
	static boolean isNeededBy(Executable executable) {
		return Injections.parameters(executable)
			.anyMatch((type) -> Injections.mentions(type, WebLayer::isInWebPackage));
	}

	private static Stream<Class<?>> supertypes(Class<?> type) {
		Stream<Class<?>> classes = Stream.iterate(type, (each) -> each != null && each != Object.class,
				Class::getSuperclass);
		return Stream.concat(classes, ClassUtils.getAllInterfacesForClassAsSet(type).stream());
	}

	private static boolean isWebType(Class<?> type) {
		return isInWebPackage(type) || (type.isInterface() && type.getSimpleName().endsWith(CONFIGURER));
	}

	private static boolean isInWebPackage(Class<?> type) {
		return PACKAGES.stream().anyMatch(type.getName()::startsWith);
	}

}
