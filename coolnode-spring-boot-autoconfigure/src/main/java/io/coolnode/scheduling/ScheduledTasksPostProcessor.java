package io.coolnode.scheduling;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.scheduling.annotation.ScheduledAnnotationBeanPostProcessor;
import org.springframework.scheduling.annotation.SchedulingConfiguration;
import org.springframework.util.ClassUtils;

/**
 * Lets scheduled methods of a context run where they are placed, if they are enabled
 * there, and checks that each place exists.
 */
public final class ScheduledTasksPostProcessor implements BeanFactoryPostProcessor {

	private static final Log logger = LogFactory.getLog(ScheduledTasksPostProcessor.class);

	private static final String FRAMEWORK = "org.springframework.";

	/**
	 * The bean that is there wherever scheduled methods are enabled, also in a master
	 * that has no use for what processes them.
	 */
	private static final String ENABLING = SchedulingConfiguration.class.getName();

	private final ScheduledTasks tasks = new ScheduledTasks();

	private final Placement placement;

	private final List<String> codes;

	private final @Nullable Predicate<String> masterOnly;

	private final boolean shared;

	private Map<String, Integer> counts = Map.of();

	private ScheduledTasksPostProcessor(Placement placement, List<String> codes, @Nullable Predicate<String> masterOnly,
			boolean shared) {
		this.placement = placement;
		this.codes = List.copyOf(codes);
		this.masterOnly = masterOnly;
		this.shared = shared;
	}

	/**
	 * Create a post-processor for a worker, which runs nothing before it is told to.
	 * @param placement says where methods run
	 * @param codes the codes of the workers, or none if it does not matter any more
	 * whether a code is one of them
	 * @return the post-processor
	 */
	public static ScheduledTasksPostProcessor worker(Placement placement, List<String> codes) {
		return new ScheduledTasksPostProcessor(placement, codes, null, false);
	}

	/**
	 * Create a post-processor for a master, which runs its methods as soon as it has
	 * started, or when it is told to if other masters have the same methods.
	 * @param placement says where methods run
	 * @param codes the codes of the workers
	 * @param masterOnly whether the bean with a name lives in the master only
	 * @param shared whether other masters have the same methods
	 * @return the post-processor
	 */
	public static ScheduledTasksPostProcessor master(Placement placement, List<String> codes,
			Predicate<String> masterOnly, boolean shared) {
		return new ScheduledTasksPostProcessor(placement, codes, masterOnly, shared);
	}

	/**
	 * Return the methods that run in one process at a time.
	 * @return the methods
	 */
	public ScheduledTasks tasks() {
		return this.tasks;
	}

	/**
	 * Return where methods run in one process at a time.
	 * @return codes of workers, and {@value Placement#MASTER} if any run there
	 */
	public Set<String> places() {
		return Set.copyOf(this.counts.keySet());
	}

	/**
	 * Watch over the places of the methods that run in workers.
	 * @return the watch
	 */
	public LostPlaces lostPlaces() {
		return new LostPlaces(elsewhere());
	}

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
		check(this.placement.runOn(), Placement.PROPERTY);
		BeanDefinitionRegistry registry = (BeanDefinitionRegistry) beanFactory;
		String[] processors = beanFactory.getBeanNamesForType(ScheduledAnnotationBeanPostProcessor.class, true, false);
		if (processors.length == 0 && !registry.containsBeanDefinition(ENABLING)) {
			return;
		}
		this.counts = inspect(beanFactory);
		Map<String, Integer> elsewhere = elsewhere();
		if (this.masterOnly != null && !elsewhere.isEmpty()) {
			logger.info(OffHere.describe(elsewhere));
		}
		for (String name : processors) {
			registry.removeBeanDefinition(name);
			registry.registerBeanDefinition(name, definition());
		}
	}

	private Map<String, Integer> elsewhere() {
		Map<String, Integer> elsewhere = new TreeMap<>(this.counts);
		elsewhere.remove(Placement.MASTER);
		return elsewhere;
	}

	private Map<String, Integer> inspect(ConfigurableListableBeanFactory beanFactory) {
		Map<String, Integer> counts = new TreeMap<>();
		for (String name : beanFactory.getBeanDefinitionNames()) {
			Class<?> type = beanFactory.getType(name, false);
			if (type != null && !type.getName().startsWith(FRAMEWORK)) {
				boolean inMasterOnly = this.masterOnly != null && this.masterOnly.test(name);
				inspect(ClassUtils.getUserClass(type), inMasterOnly, counts);
			}
		}
		return counts;
	}

	private void inspect(Class<?> type, boolean inMasterOnly, Map<String, Integer> counts) {
		for (Method method : Placement.scheduled(type).keySet()) {
			String place = this.placement.of(method, type, inMasterOnly);
			check(place, "@RunOn of " + type.getName() + "." + method.getName() + "()");
			if (place.equals(Placement.MASTER) || this.codes.contains(place)) {
				counts.merge(place, 1, Integer::sum);
			}
		}
	}

	private void check(String place, String origin) {
		boolean known = place.equals(Placement.ALL) || place.equals(Placement.MASTER) || this.codes.contains(place);
		if (!known && !this.codes.isEmpty()) {
			throw new UnknownPlaceException(place, origin, this.codes);
		}
	}

	private BeanDefinition definition() {
		Predicate<String> predicate = (this.masterOnly != null) ? this.masterOnly : (name) -> false;
		boolean beginning = this.masterOnly != null && !this.shared;
		RootBeanDefinition definition = new RootBeanDefinition(PlacedScheduledProcessor.class,
				() -> new PlacedScheduledProcessor(this.tasks, this.placement, predicate, beginning));
		definition.setRole(BeanDefinition.ROLE_INFRASTRUCTURE);
		return definition;
	}

}
