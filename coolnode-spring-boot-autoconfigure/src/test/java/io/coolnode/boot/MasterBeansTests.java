package io.coolnode.boot;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import jakarta.servlet.Filter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.BeanCreationException;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.context.weaving.LoadTimeWeaverAware;
import org.springframework.core.env.MapPropertySource;
import org.springframework.instrument.classloading.LoadTimeWeaver;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Controller;
import org.springframework.web.servlet.HandlerMapping;

import io.coolnode.Channel;
import io.coolnode.ConditionalOnMaster;
import io.coolnode.ConditionalOnWorker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link MasterBeansPostProcessor}, {@link MasterRoots} and
 * {@link MasterRootsInitializer}.
 */
@ExtendWith(OutputCaptureExtension.class)
class MasterBeansTests {

	private static final List<String> events = new ArrayList<>();

	private final List<ConfigurableApplicationContext> contexts = new ArrayList<>();

	@AfterEach
	void close() {
		this.contexts.forEach(ConfigurableApplicationContext::close);
		events.clear();
	}

	@Test
	void beansWhenMasterIsLeanAreUsersOfTheChannelAndWhatTheyNeed(CapturedOutput output) {
		ConfigurableApplicationContext context = start(Application.class);
		assertThat(singletons(context)).contains("pusher", "provided", "injected", "made", "needed")
			.doesNotContain("pool", "unused", "filter", "controller", "runner", "listener", "lifecycle", "ticker",
					"lazyPusher", "weaver", "factory");
		assertThat(events).isEmpty();
		assertThat(output).contains("The master is lean: these beans live in it: ")
			.containsPattern("these beans live in it: .*pusher")
			.containsPattern("since others need them: .*needed")
			.containsOnlyOnce("The master is lean");
	}

	@Test
	void beansWhenMasterIsLeanAndNothingUsesTheChannelAreNone(CapturedOutput output) {
		start(Empty.class);
		assertThat(output).contains("The master is lean: no bean of the application lives in it");
	}

	@Test
	void beansWhenMasterIsNotLeanAreAllButTheWebLayer(CapturedOutput output) {
		ConfigurableApplicationContext context = start(Map.of("cool.server.master.lean", "false"), Application.class);
		assertThat(singletons(context))
			.contains("pusher", "pool", "unused", "runner", "listener", "lifecycle", "ticker", "&factory")
			.doesNotContain("filter", "controller", "lazyPusher", "webNeed");
		assertThat(events).contains("lifecycle", "listener", "method");
		assertThat(output).contains("The master is not lean: ");
	}

	@Test
	void beanWhenItIsDeclaredForTheMasterLives() {
		ConfigurableApplicationContext context = start(MasterParts.class);
		assertThat(singletons(context)).contains("masterRunner", "masterTicker", "nestedPart",
				"org.springframework.scheduling.config.internalScheduledAnnotationProcessor");
		assertThat(runners(context)).containsExactly("masterRunner");
	}

	@Test
	void beanWhenItIsDeclaredForWorkersIsUnknown() {
		assertThat(start(WorkerParts.class).containsBeanDefinition("workerPusher")).isFalse();
	}

	@Test
	void beanWhenAFeatureNeedsItLives() {
		NeededInMaster need = (type, environment) -> type == Pool.class;
		assertThat(singletons(start(List.of(need), Map.of(), Application.class))).contains("pool");
	}

	@Test
	void runnerWhenItIsAConfigurationDoesNotRunButDeclaresBeans() {
		ConfigurableApplicationContext context = start(RunnerConfiguration.class, Pusher.class);
		assertThat(singletons(context)).contains("runnersPusher");
		assertThat(runners(context)).isEmpty();
	}

	@Test
	void runnerWhenTheBeanFactoryIsTheUsersIsRemoved() {
		ConfigurableApplicationContext context = start(new DefaultListableBeanFactory(), List.of(), Map.of(),
				Application.class);
		assertThat(context.getBeanFactory().containsBeanDefinition("runner")).isFalse();
	}

	@Test
	void runnerWhenTheBeanFactoryIsTheUsersAndItIsAConfigurationEndsTheStart() {
		assertThatExceptionOfType(UnsupportedApplicationException.class)
			.isThrownBy(() -> start(new DefaultListableBeanFactory(), List.of(), Map.of(), RunnerConfiguration.class))
			.withMessageContaining("both a runner");
	}

	@Test
	void rootWhenABeanIsMissingIsLeftOutWithWhatItBrought(CapturedOutput output) {
		ConfigurableApplicationContext context = start(Incomplete.class);
		assertThat(singletons(context)).contains("pusher").doesNotContain("guide", "pool", "needed");
		assertThat(events).contains("pool", "pool destroyed");
		assertThat(output).containsOnlyOnce("is left out of the master")
			.contains("Bean 'guide' is left out of the master, since it misses a bean of type "
					+ HandlerMapping.class.getName()
					+ ". If it is for workers only, say so with @ConditionalOnWorker.");
	}

	@Test
	void rootWhenWhatItNeedsMissesABeanIsLeftOutAndBothAreNamed(CapturedOutput output) {
		start(DeeplyIncomplete.class);
		assertThat(output)
			.contains("Bean 'traveller' is left out of the master, since 'guide', which it needs, misses ");
	}

	@Test
	void rootWhenItFailsOtherwiseEndsTheStart() {
		assertThatExceptionOfType(BeanCreationException.class).isThrownBy(() -> start(Failing.class))
			.withStackTraceContaining("no luck");
	}

	@Test
	void beanWhenItIsDeclaredForTheMasterAndFailsEndsTheStart() {
		assertThatExceptionOfType(BeanCreationException.class).isThrownBy(() -> start(MasterGuide.class))
			.withStackTraceContaining("HandlerMapping");
	}

	@Test
	void beansWhenContextIsTheParentOfAMasterAreThoseDeclaredForIt(CapturedOutput output) {
		AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext(new MasterBeanFactory());
		context.addBeanFactoryPostProcessor(MasterBeansPostProcessor.ofParent(context.getEnvironment()));
		context.register(MasterParts.class, Pool.class);
		this.contexts.add(context);
		context.refresh();
		assertThat(singletons(context)).contains("masterRunner").noneMatch((name) -> name.endsWith("Pool"));
		assertThat(output)
			.contains("The master is lean: these beans live in its parent context: masterBeansTests.MasterParts, ");
	}

	@Test
	void listenerWhenItsBeanIsCreatedLaterIsCalledFromThenOn() {
		ConfigurableApplicationContext context = start(Application.class);
		context.publishEvent("first");
		context.getBean(Listening.class);
		context.publishEvent("second");
		assertThat(events).containsExactly("second");
	}

	private ConfigurableApplicationContext start(Class<?>... classes) {
		return start(Map.of(), classes);
	}

	private ConfigurableApplicationContext start(Map<String, Object> properties, Class<?>... classes) {
		return start(List.of(), properties, classes);
	}

	private ConfigurableApplicationContext start(List<NeededInMaster> needs, Map<String, Object> properties,
			Class<?>... classes) {
		return start(new MasterBeanFactory(), needs, properties, classes);
	}

	private ConfigurableApplicationContext start(DefaultListableBeanFactory beanFactory, List<NeededInMaster> needs,
			Map<String, Object> properties, Class<?>... classes) {
		AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext(beanFactory);
		context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", properties));
		context.getEnvironment()
			.getPropertySources()
			.addFirst(new MapPropertySource("role", Map.of("coolnode.role", "master")));
		BeanFactoryPostProcessor processor = new MasterBeansPostProcessor(context.getEnvironment(), needs);
		context.addBeanFactoryPostProcessor(processor);
		context.registerBean("coolNodeChannel", Channel.class, () -> channel());
		context.register(classes);
		this.contexts.add(context);
		context.refresh();
		return context;
	}

	private static Channel channel() {
		return (Channel) Proxy.newProxyInstance(Channel.class.getClassLoader(), new Class<?>[] { Channel.class },
				(proxy, method, arguments) -> (method.getReturnType() == int.class) ? 1 : null);
	}

	private static List<String> singletons(ConfigurableApplicationContext context) {
		List<String> names = new ArrayList<>();
		for (String name : context.getBeanFactory().getSingletonNames()) {
			boolean factory = context.getBeanFactory().containsBeanDefinition(name)
					&& context.getBeanFactory().isFactoryBean(name);
			names.add(factory ? "&" + name : name);
		}
		return names;
	}

	private static List<String> runners(ConfigurableApplicationContext context) {
		try {
			Class<?> runner = Class.forName("org.springframework.boot.Runner");
			return Arrays.asList(context.getBeanFactory().getBeanNamesForType(runner));
		}
		catch (ClassNotFoundException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class Empty {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableScheduling
	static class Application {

		@Bean
		Pusher pusher(Channel channel, Needed needed) {
			return new Pusher(channel);
		}

		@Bean
		Provided provided() {
			return new Provided();
		}

		@Bean
		Injected injected() {
			return new Injected();
		}

		@Bean
		StringBuilder made(ObjectProvider<Channel> channel) {
			return new StringBuilder();
		}

		@Bean
		@Lazy
		Pusher lazyPusher(Channel channel) {
			return new Pusher(channel);
		}

		@Bean
		Needed needed() {
			return new Needed();
		}

		@Bean(destroyMethod = "close")
		Pool pool() {
			return new Pool();
		}

		@Bean
		Object unused() {
			return new Object();
		}

		@Bean
		Filter filter(Channel channel) {
			return (request, response, chain) -> chain.doFilter(request, response);
		}

		@Bean
		String webNeed(ObjectProvider<HandlerMapping> mapping) {
			return "";
		}

		@Bean
		Pages controller(Channel channel) {
			return new Pages();
		}

		@Bean
		ApplicationRunner runner(Channel channel) {
			return (arguments) -> events.add("runner");
		}

		@Bean
		ApplicationListener<ContextRefreshedEvent> listener() {
			return (event) -> events.add("listener");
		}

		@Bean
		Listening listening() {
			return new Listening();
		}

		@Bean
		Started lifecycle() {
			return new Started();
		}

		@Bean
		Ticker ticker(Channel channel) {
			return new Ticker();
		}

		@Bean
		Weaver weaver() {
			return new Weaver();
		}

		@Bean
		Products factory() {
			return new Products();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnMaster
	@EnableScheduling
	static class MasterParts {

		@Bean
		ApplicationRunner masterRunner() {
			return (arguments) -> events.add("runner");
		}

		@Bean
		Ticker masterTicker() {
			return new Ticker();
		}

		@Configuration(proxyBeanMethods = false)
		static class Nested {

			@Bean
			Object nestedPart() {
				return new Object();
			}

		}

	}

	@Configuration(proxyBeanMethods = false)
	static class WorkerParts {

		@Bean
		@ConditionalOnWorker
		Pusher workerPusher(Channel channel) {
			return new Pusher(channel);
		}

	}

	@Configuration
	static class RunnerConfiguration implements CommandLineRunner {

		@Override
		public void run(String... arguments) {
			events.add("configuration runner");
		}

		@Bean
		Pusher runnersPusher(Channel channel) {
			return new Pusher(channel);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Incomplete {

		@Bean
		Pusher pusher(Channel channel) {
			return new Pusher(channel);
		}

		@Bean(destroyMethod = "close")
		Pool pool() {
			events.add("pool");
			return new Pool();
		}

		@Bean
		Guide guide(Channel channel, Pool pool, HandlerMapping mapping) {
			return new Guide();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class DeeplyIncomplete {

		@Bean
		Guide guide(HandlerMapping mapping) {
			return new Guide();
		}

		@Bean
		Traveller traveller(Channel channel, Guide guide) {
			return new Traveller();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Failing {

		@Bean
		Guide guide(Channel channel) {
			throw new IllegalStateException("no luck");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class MasterGuide {

		@Bean
		@ConditionalOnMaster
		Guide guide(HandlerMapping mapping) {
			return new Guide();
		}

	}

	static class Guide {

	}

	static class Traveller {

	}

	static class Pusher {

		private final Channel channel;

		Pusher(Channel channel) {
			this.channel = channel;
		}

		@Override
		public String toString() {
			return "Pusher of " + this.channel;
		}

	}

	static class Provided {

		@Autowired
		@SuppressWarnings("unused")
		private ObjectProvider<List<Comparable<Channel>>> nothing;

		@Autowired
		void setChannel(ObjectProvider<Channel> channel) {
		}

	}

	static class Injected<T extends Comparable<T>> {

		@Autowired
		@SuppressWarnings("unused")
		private Channel channel;

		@SuppressWarnings("unused")
		private Comparable<T> endless;

	}

	static class Needed {

	}

	static class Pool {

		void close() {
			events.add("pool destroyed");
		}

	}

	@Controller
	static class Pages {

	}

	static class Ticker {

		@Scheduled(fixedRate = 1_000_000, initialDelay = 1_000_000)
		void tick() {
			events.add("tick");
		}

	}

	static class Listening {

		@EventListener
		void onRefresh(ContextRefreshedEvent event) {
			events.add("method");
		}

		@EventListener
		void onText(String text) {
			events.add(text);
		}

	}

	static class Started implements SmartLifecycle {

		@Override
		public void start() {
			events.add("lifecycle");
		}

		@Override
		public void stop() {
			events.add("stopped");
		}

		@Override
		public boolean isRunning() {
			return events.contains("lifecycle");
		}

	}

	static class Weaver implements LoadTimeWeaverAware {

		@Override
		public void setLoadTimeWeaver(LoadTimeWeaver loadTimeWeaver) {
		}

	}

	static class Products implements FactoryBean<Thread> {

		@Override
		public Thread getObject() {
			return new Thread();
		}

		@Override
		public Class<?> getObjectType() {
			return Thread.class;
		}

	}

}
