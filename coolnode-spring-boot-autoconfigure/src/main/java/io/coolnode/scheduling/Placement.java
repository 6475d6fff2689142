package io.coolnode.scheduling;

import java.lang.reflect.Method;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.annotation.Schedules;

/**
 * Tells where scheduled methods run.
 */
public final class Placement {

	/**
	 * The property that says where methods run which do not say it themselves.
	 */
	public static final String PROPERTY = "cool.scheduling.run-on";

	/**
	 * Where methods run if nothing is said.
	 */
	public static final String DEFAULT = "A";

	static final String MASTER = "master";

	static final String ALL = "all";

	private final String runOn;

	/**
	 * Create a placement.
	 * @param runOn the value of the property
	 */
	public Placement(String runOn) {
		this.runOn = normalize(runOn);
	}

	private static String normalize(String place) {
		String trimmed = place.trim();
		String lower = trimmed.toLowerCase(Locale.ROOT);
		return (lower.equals(MASTER) || lower.equals(ALL)) ? lower : trimmed.toUpperCase(Locale.ROOT);
	}

	/**
	 * Return whether a scheduled method of a class runs in the master.
	 * @param type the class
	 * @return whether one does
	 */
	public boolean isInMaster(Class<?> type) {
		return scheduled(type).keySet().stream().anyMatch((method) -> of(method, type, false).equals(MASTER));
	}

	/**
	 * Return where methods run which do not say it themselves.
	 * @return a code, {@value #MASTER} or {@value #ALL}
	 */
	String runOn() {
		return this.runOn;
	}

	/**
	 * Return where a scheduled method runs.
	 * @param method the method
	 * @param type the class of the bean
	 * @param masterOnly whether the bean lives in the master only
	 * @return a code, {@value #MASTER} or {@value #ALL}
	 */
	String of(Method method, Class<?> type, boolean masterOnly) {
		MergedAnnotation<RunOn> own = MergedAnnotations.from(method, SearchStrategy.TYPE_HIERARCHY).get(RunOn.class);
		MergedAnnotation<RunOn> general = own.isPresent() ? own
				: MergedAnnotations.from(type, SearchStrategy.TYPE_HIERARCHY).get(RunOn.class);
		String unsaid = masterOnly ? MASTER : this.runOn;
		return general.isPresent() ? normalize(general.getString(MergedAnnotation.VALUE)) : unsaid;
	}

	/**
	 * Return the scheduled methods of a class.
	 * @param type the class
	 * @return the methods, each with its schedules
	 */
	static Map<Method, Set<Scheduled>> scheduled(Class<?> type) {
		if (!AnnotationUtils.isCandidateClass(type, Scheduled.class)) {
			return Map.of();
		}
		return MethodIntrospector.selectMethods(type, (MethodIntrospector.MetadataLookup<Set<Scheduled>>) (method) -> {
			Set<Scheduled> schedules = AnnotatedElementUtils.getMergedRepeatableAnnotations(method, Scheduled.class,
					Schedules.class);
			return schedules.isEmpty() ? null : schedules;
		});
	}

}
