package io.coolnode.boot;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

import org.apache.commons.logging.Log;
import org.jspecify.annotations.Nullable;

import org.springframework.aot.AotDetector;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.logging.DeferredLogFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.SpringProperties;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.util.ClassUtils;

import io.coolnode.cluster.PortSharing;
import io.coolnode.cluster.process.JavaCommand;
import io.coolnode.cluster.process.StandardDescriptors;

/**
 * Decides, before the context exists and once in the life of a JVM, which role this
 * process has.
 */
class RoleEnvironmentPostProcessor implements EnvironmentPostProcessor, Ordered {

	private static final String TOMCAT = "org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory";

	private static final String WEB_SERVER_CONTEXT = "org.springframework.boot.web.server.context.WebServerApplicationContext";

	/**
	 * Properties of Spring's with which a process does not come to serve.
	 */
	private static final List<String> ENDING_RUNS = List.of("spring.aot.processing", "spring.context.exit",
			"spring.context.checkpoint");

	/**
	 * Property that tells conditions the role.
	 */
	private static final String ROLE = "coolnode.role";

	private static final String MASTER = "master";

	private static final String WORKER = "worker";

	private static final Duration DEFAULT_DRAIN_TIMEOUT = Duration.ofSeconds(30);

	/**
	 * Whether a context of this JVM has become the master's or worker's one.
	 */
	private static final AtomicBoolean taken = new AtomicBoolean();

	/**
	 * Whether this JVM has been told why it has no workers.
	 */
	private static final AtomicBoolean warned = new AtomicBoolean();

	private static volatile @Nullable WorkerNode joined;

	private final Log logger;

	RoleEnvironmentPostProcessor(DeferredLogFactory logFactory) {
		this.logger = logFactory.getLog(RoleEnvironmentPostProcessor.class);
	}

	/**
	 * Return the worker that this process is.
	 * @return the worker, or {@code null} if it is none
	 */
	static @Nullable WorkerNode worker() {
		return joined;
	}

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE - 10;
	}

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		ProcessRole role = decide(environment, application);
		application.addInitializers((context) -> {
			context.getBeanFactory().registerSingleton(ProcessRole.BEAN_NAME, role);
			prepare(context, role, application);
		});
	}

	private static void prepare(ConfigurableApplicationContext context, ProcessRole process,
			SpringApplication application) {
		Role role = process.role();
		boolean inMaster = MASTER.equals(context.getEnvironment().getProperty(ROLE));
		if (role == Role.WORKER) {
			context.addBeanFactoryPostProcessor(FileWriters::remove);
			prepareToStandBy(context, process.worker());
		}
		else if (role == Role.PARENT && inMaster) {
			context.addBeanFactoryPostProcessor(MasterBeansPostProcessor.ofParent(context.getEnvironment()));
		}
		else if (role == Role.MASTER) {
			prepareMaster(context, application);
		}
	}

	// before all beans of the application, so that it is the first one of its phase
	private static void prepareToStandBy(ConfigurableApplicationContext context, WorkerNode node) {
		ConfigurableListableBeanFactory beanFactory = context.getBeanFactory();
		if (beanFactory instanceof BeanDefinitionRegistry registry) {
			registry.registerBeanDefinition(StandbyLifecycle.BEAN_NAME, new RootBeanDefinition(StandbyLifecycle.class,
					() -> new StandbyLifecycle(node::standBy, beanFactory, JvmExit::exit)));
		}
	}

	private static void prepareMaster(ConfigurableApplicationContext context, SpringApplication application) {
		if (isWebServerContext(context)) {
			throw new UnsupportedApplicationException(
					"its ApplicationContextFactory makes a context with a web server (" + context.getClass().getName()
							+ ") for the master, which must have none (WebApplicationType.NONE)");
		}
		List<NeededInMaster> needs = SpringFactoriesLoader.forDefaultResourceLocation(context.getClassLoader())
			.load(NeededInMaster.class);
		context.addBeanFactoryPostProcessor(new MasterBeansPostProcessor(context.getEnvironment(), needs));
		context.addApplicationListener(new MasterMemory());
		context.addApplicationListener(new MasterPortFile(application.getListeners()));
	}

	private static boolean isWebServerContext(ConfigurableApplicationContext context) {
		return ClassUtils.getAllInterfacesForClassAsSet(context.getClass())
			.stream()
			.anyMatch((type) -> WEB_SERVER_CONTEXT.equals(type.getName()));
	}

	private ProcessRole decide(ConfigurableEnvironment environment, SpringApplication application) {
		WorkerIdentity identity = WorkerIdentity.ofThisProcess();
		if (identity == null && WorkerIdentity.isOrphan(System.getenv(), System.getProperty(JavaCommand.WORKER))) {
			JvmExit.halt(1); // a worker whose master is gone must not become a master
		}
		int workers = WorkersProperty.read(environment, Runtime.getRuntime().availableProcessors());
		if (identity == null && workers == 0) {
			return ProcessRole.standalone();
		}
		Launch launch = Launch.current();
		String obstacle = obstacle(launch);
		if (obstacle != null) {
			if (!launch.isTest()) {
				warn(obstacle);
			}
			return ProcessRole.standalone();
		}
		WebApplicationType type = typeOf(environment, application);
		if (launch.isNested()) {
			return nested(launch, type, environment, (identity != null) ? WORKER : MASTER);
		}
		checkSupported(type, application);
		if (!taken.compareAndSet(false, true)) {
			warn("it is not the first one of this process");
			return ProcessRole.standalone();
		}
		return (identity != null) ? becomeWorker(identity, environment, application)
				: becomeMaster(workers, environment);
	}

	private ProcessRole nested(Launch launch, WebApplicationType type, ConfigurableEnvironment environment,
			String role) {
		if (type != WebApplicationType.NONE) {
			warn("it is started by another application of this process");
			return ProcessRole.standalone();
		}
		if (!launch.isParent() || taken.get()) {
			return ProcessRole.standalone();
		}
		environment.getPropertySources().addFirst(new MapPropertySource("coolNodeParentRole", Map.of(ROLE, role)));
		if (role.equals(MASTER)) {
			MasterContextFactory.expectMaster();
		}
		return ProcessRole.parent();
	}

	private void warn(String reason) {
		if (warned.compareAndSet(false, true)) {
			this.logger
				.warn("This application has one process only, although cool.server.workers is set: " + reason + ".");
		}
	}

	private static @Nullable String obstacle(Launch launch) {
		String obstacle = launch.obstacle();
		if (obstacle != null) {
			return obstacle;
		}
		if (System.getProperty("os.name", "").startsWith("Windows")) {
			return "Windows has no sockets that processes share; Linux and macOS have";
		}
		for (String name : ENDING_RUNS) {
			if (SpringProperties.getProperty(name) != null) {
				return name + " is set";
			}
		}
		return null;
	}

	private static WebApplicationType typeOf(ConfigurableEnvironment environment, SpringApplication application) {
		return Binder.get(environment)
			.bind("spring.main.web-application-type", WebApplicationType.class)
			.orElseGet(application::getWebApplicationType);
	}

	private static void checkSupported(WebApplicationType type, SpringApplication application) {
		if (type != WebApplicationType.SERVLET) {
			throw new UnsupportedApplicationException((type == WebApplicationType.NONE)
					? "this application has no web server" : "this is a reactive web application");
		}
		if (!ClassUtils.isPresent(TOMCAT, application.getClassLoader())) {
			throw new UnsupportedApplicationException("this application has another web server than Tomcat");
		}
		if (AotDetector.useGeneratedArtifacts()) {
			throw new UnsupportedApplicationException("this application was processed ahead of time");
		}
	}

	private ProcessRole becomeMaster(int workers, ConfigurableEnvironment environment) {
		PortProperties.check(environment, System.getProperty("os.name", ""));
		int processors = Runtime.getRuntime().availableProcessors();
		if (workers > processors) {
			this.logger
				.warn("There are more workers than CPUs (" + workers + " and " + processors + "; cool.server.workers)");
		}
		addFirst(environment,
				Map.of("spring.main.web-application-type", "none", "spring.main.keep-alive", "true", ROLE, MASTER));
		SchemaScripts.warnings(environment).forEach(this.logger::warn);
		MasterContextFactory.expectMaster();
		return ProcessRole.master(workers);
	}

	private static ProcessRole becomeWorker(WorkerIdentity identity, ConfigurableEnvironment environment,
			SpringApplication application) {
		try {
			if (identity.sharing() == PortSharing.INHERIT) {
				System.inheritedChannel();
				StandardDescriptors.detachInput();
			}
			WorkerNode node = WorkerNode.join(identity, Release.of(application, environment), drainTimeout(environment),
					stopDelay(environment));
			joined = node;
			environment.getPropertySources()
				.addFirst(new MapPropertySource("coolNodeMaster", WorkerProperties.read(System.getenv())));
			addFirst(environment, Map.of("server.port", Integer.toString(node.serverPort()), "spring.main.banner-mode",
					"off", ROLE, WORKER));
			return ProcessRole.worker(node);
		}
		catch (IOException ex) {
			throw new IllegalStateException(identity + " cannot join its master", ex);
		}
	}

	private static Duration stopDelay(ConfigurableEnvironment environment) {
		return Binder.get(environment).bind("cool.server.stop-delay", Duration.class).orElse(Duration.ZERO);
	}

	private static Duration drainTimeout(ConfigurableEnvironment environment) {
		Binder binder = Binder.get(environment);
		return binder.bind("cool.server.drain-timeout", Duration.class)
			.orElseGet(() -> binder.bind("spring.lifecycle.timeout-per-shutdown-phase", Duration.class)
				.orElse(DEFAULT_DRAIN_TIMEOUT));
	}

	private static void addFirst(ConfigurableEnvironment environment, Map<String, Object> properties) {
		environment.getPropertySources().addFirst(new MapPropertySource("coolNodeRole", properties));
	}

}
