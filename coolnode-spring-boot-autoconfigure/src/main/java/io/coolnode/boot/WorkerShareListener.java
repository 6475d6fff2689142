package io.coolnode.boot;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import javax.sql.DataSource;

import com.sun.management.HotSpotDiagnosticMXBean;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeanWrapper;
import org.springframework.beans.BeanWrapperImpl;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;

/**
 * Says, in one worker for all, what each worker takes of the machine and of databases,
 * since all of it counts once for each.
 */
public final class WorkerShareListener implements ApplicationListener<ApplicationReadyEvent> {

	private static final Log logger = LogFactory.getLog(WorkerShareListener.class);

	private static final List<String> COLLECTORS = List.of("UseSerialGC", "UseParallelGC", "UseG1GC", "UseZGC",
			"UseShenandoahGC");

	private static final String SPEAKER = "A";

	private static final String POOL_SIZE = "maximumPoolSize";

	private static final long MEGABYTE = 1024 * 1024;

	private final WorkerNode node;

	/**
	 * Create the listener of a worker.
	 * @param node the worker
	 */
	public WorkerShareListener(WorkerNode node) {
		this.node = node;
	}

	@Override
	public void onApplicationEvent(ApplicationReadyEvent event) {
		if (this.node.code().equals(SPEAKER)) {
			ApplicationContext context = event.getApplicationContext();
			logger.info(describe(WorkerShareListener::option, context.getEnvironment(),
					context.getBeansOfType(DataSource.class, false, false)));
		}
	}

	static String describe(Function<String, @Nullable String> options, Environment environment, Map<String, ?> pools) {
		List<String> parts = new ArrayList<>();
		parts.add("a heap of up to " + Runtime.getRuntime().maxMemory() / MEGABYTE + " MB"
				+ COLLECTORS.stream()
					.filter((name) -> "true".equals(options.apply(name)))
					.map((name) -> " (" + name + ")")
					.collect(Collectors.joining()));
		add(parts, options.apply("ParallelGCThreads"), " threads of the garbage collector");
		add(parts, options.apply("CICompilerCount"), " threads of the compiler");
		parts.add(environment.getProperty("spring.threads.virtual.enabled", Boolean.class, false) ? "virtual threads"
				: "up to " + environment.getProperty("server.tomcat.threads.max", "200") + " threads of Tomcat");
		pools.forEach((name, pool) -> {
			BeanWrapper properties = new BeanWrapperImpl(pool);
			if (properties.isReadableProperty(POOL_SIZE)) {
				parts
					.add("up to " + properties.getPropertyValue(POOL_SIZE) + " connections of the pool '" + name + "'");
			}
		});
		return "Each worker takes " + String.join(", ", parts);
	}

	private static void add(List<String> parts, @Nullable String count, String what) {
		if (count != null && !count.equals("0")) {
			parts.add(count + what);
		}
	}

	private static @Nullable String option(String name) {
		HotSpotDiagnosticMXBean diagnostics = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
		try {
			return (diagnostics != null) ? diagnostics.getVMOption(name).getValue() : null;
		}
		catch (IllegalArgumentException ex) {
			logger.debug("This JVM has no option " + name, ex);
			return null;
		}
	}

}
