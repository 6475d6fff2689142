package io.coolnode;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.context.annotation.Condition;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Keeps the packages, their one direction, and what belongs to one class each.
 */
class ArchitectureTests {

	private static final String ROOT = "io.coolnode";

	private static final String API = "";

	/**
	 * What each package may use besides the Java library, with all that its targets may
	 * use.
	 */
	private static final Map<String, List<String>> ARROWS = arrows();

	/**
	 * The home of each library. What puts features together, the auto-configuration, may
	 * use all of them.
	 */
	private static final Map<String, Set<String>> HOMES = homes();

	/**
	 * What every package may use.
	 */
	private static final List<String> COMMON = List.of("java.", "javax.", "com.sun.management.", "org.jspecify.",
			"org.apache.commons.logging.", "org.springframework.aop.", "org.springframework.beans.",
			"org.springframework.context.", "org.springframework.core.", "org.springframework.util.");

	private static final String AUTOCONFIGURE = "autoconfigure";

	private static final JavaClasses classes = new ClassFileImporter()
		.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
		.importPackages(ROOT);

	private static Map<String, List<String>> arrows() {
		Map<String, List<String>> arrows = new LinkedHashMap<>();
		arrows.put(API, List.of());
		arrows.put("channel", List.of(API));
		arrows.put("channel.tcp", List.of("channel"));
		arrows.put("cluster", List.of("channel"));
		arrows.put("cluster.process", List.of("cluster"));
		arrows.put("cluster.tomcat", List.of("cluster"));
		arrows.put("boot", List.of("cluster.process", "cluster.tomcat", "channel.tcp"));
		arrows.put("logging", List.of("channel.tcp"));
		arrows.put("session", List.of(API));
		arrows.put("websocket", List.of("channel"));
		arrows.put("scheduling", List.of(API));
		arrows.put("cache", List.of("channel"));
		arrows.put("metrics", List.of("channel"));
		arrows.put("actuate", List.of("channel"));
		arrows.put("redis", List.of("channel"));
		arrows.put(AUTOCONFIGURE, List.of("boot", "logging", "session", "websocket", "scheduling", "cache", "metrics",
				"actuate", "redis"));
		return arrows;
	}

	private static Map<String, Set<String>> homes() {
		Map<String, Set<String>> homes = new LinkedHashMap<>();
		Set<String> aboveBoot = ARROWS.keySet()
			.stream()
			.filter((name) -> !name.startsWith("channel") && !name.startsWith("cluster"))
			.collect(Collectors.toSet());
		homes.put("org.springframework.boot.actuate.", Set.of("actuate"));
		homes.put("org.springframework.boot.health.", Set.of("actuate"));
		homes.put("org.springframework.boot.micrometer.", Set.of("metrics"));
		homes.put("org.springframework.boot.", aboveBoot);
		homes.put("org.springframework.aot.", Set.of("boot"));
		homes.put("org.springframework.asm.", Set.of("boot"));
		homes.put("org.springframework.orm.", Set.of("boot"));
		homes.put("org.springframework.transaction.", Set.of("boot"));
		homes.put("org.springframework.http.", Set.of("websocket"));
		homes.put("org.springframework.web.", Set.of("session", "websocket"));
		homes.put("org.springframework.web.socket.", Set.of("websocket"));
		homes.put("org.springframework.messaging.", Set.of("websocket"));
		homes.put("org.springframework.session.", Set.of("session"));
		homes.put("org.springframework.security.", Set.of("session"));
		homes.put("org.springframework.scheduling.", Set.of("scheduling"));
		homes.put("org.springframework.cache.", Set.of("cache"));
		homes.put("org.aopalliance.", Set.of("cache"));
		homes.put("com.github.benmanes.caffeine.", Set.of("cache"));
		homes.put("org.springframework.data.", Set.of("redis"));
		homes.put("org.springframework.dao.", Set.of("redis"));
		homes.put("io.lettuce.", Set.of("redis"));
		homes.put("net.javacrumbs.shedlock.", Set.of("redis"));
		homes.put("ch.qos.logback.", Set.of("logging"));
		homes.put("org.slf4j.", Set.of("logging"));
		homes.put("io.micrometer.", Set.of("metrics"));
		homes.put("io.prometheus.", Set.of("metrics"));
		homes.put("tools.jackson.", Set.of("channel"));
		homes.put("com.sun.jna.", Set.of("cluster.process"));
		homes.put("sun.misc.", Set.of("boot"));
		homes.put("org.apache.catalina.", Set.of("cluster.tomcat"));
		homes.put("org.apache.coyote.", Set.of("cluster.tomcat"));
		homes.put("org.apache.juli.", Set.of("cluster.tomcat"));
		homes.put("org.apache.tomcat.", Set.of("cluster.tomcat"));
		homes.put("jakarta.servlet.", Set.of("cluster.tomcat", "session", "websocket"));
		return homes;
	}

	@Test
	void packageWhenItExistsIsNamedAndNullMarked() {
		Set<String> found = new TreeSet<>();
		classes.forEach((type) -> found.add(packageOf(type)));
		assertThat(ARROWS.keySet()).containsAll(found);
		assertThat(found).allSatisfy((name) -> assertThat(
				classes.getPackage(name.isEmpty() ? ROOT : ROOT + "." + name).isAnnotatedWith(NullMarked.class))
			.as(name)
			.isTrue());
	}

	@Test
	void packageWhenItUsesAnotherFollowsTheArrows() {
		assertNone(dependencies().filter((dependency) -> isOurs(dependency.getTargetClass()))
			.filter((dependency) -> !reachable(packageOf(dependency.getOriginClass()))
				.contains(packageOf(dependency.getTargetClass()))));
	}

	@Test
	void packagesWhenTogetherHaveNoCycles() {
		SlicesRuleDefinition.slices()
			.matching(ROOT + ".(**)")
			.namingSlices("$1")
			.should()
			.beFreeOfCycles()
			.check(classes);
	}

	@Test
	void libraryWhenUsedIsAtHome() {
		assertNone(dependencies().filter((dependency) -> !isOurs(dependency.getTargetClass()))
			.filter((dependency) -> !isAtHome(dependency)));
	}

	@Test
	void channelAndClusterWhenConfiguredKnowNoSpringBoot() {
		ArchRuleDefinition.noClasses()
			.that()
			.resideInAnyPackage(ROOT + ".channel..", ROOT + ".cluster..")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("org.springframework.boot..", "org.springframework.core.env..")
			.check(classes);
	}

	@Test
	void threadWhenMadeIsMadeByThreads() {
		assertOnly(Set.of("io.coolnode.channel.Threads"),
				(target) -> target.getOwner().isAssignableTo(Thread.class) && target.getName().equals("<init>"));
		assertOnly(Set.of(), (target) -> target.getOwner().getName().equals("java.util.concurrent.Executors")
				&& target.getName().startsWith("new"));
	}

	@Test
	void threadWhenItSleepsAsksTheSleeper() {
		assertOnly(Set.of("io.coolnode.channel.Sleeper"),
				(target) -> target.getName().equals("sleep") && target.getOwner().getPackageName().startsWith("java."));
	}

	@Test
	void jvmWhenEndedIsEndedByJvmExit() {
		assertOnly(Set.of("io.coolnode.boot.JvmExit"), (target) -> Set.of("exit", "halt").contains(target.getName())
				&& (target.getOwner().isEquivalentTo(System.class) || target.getOwner().isEquivalentTo(Runtime.class)));
		assertOnly(Set.of(), (target) -> target.getName().equals("addShutdownHook"));
	}

	@Test
	void processWhenStartedIsStartedByTheLauncherAndItsPortOrInTheBackground() {
		assertOnly(
				Set.of("io.coolnode.cluster.process.ProcessWorkerLauncher",
						"io.coolnode.cluster.process.ListeningSocket", "io.coolnode.cluster.process.GuardedPort",
						"io.coolnode.cluster.process.BackgroundJvm"),
				(target) -> target.getOwner().isEquivalentTo(ProcessBuilder.class)
						|| (target.getOwner().isEquivalentTo(Runtime.class) && target.getName().equals("exec")));
	}

	@Test
	void standardStreamsWhenUsedAreTheMasters() {
		assertOnly(
				Set.of("io.coolnode.autoconfigure.MasterConfiguration",
						"io.coolnode.autoconfigure.LoggingAutoConfiguration", "io.coolnode.logging.WorkerLog"),
				(target) -> target.getOwner().isEquivalentTo(System.class)
						&& Set.of("in", "out", "err").contains(target.getName()));
	}

	@Test
	void failureAnalyzerAndConditionWhenOursAreNotPublic() {
		ArchRuleDefinition.noClasses()
			.that()
			.areAssignableTo(FailureAnalyzer.class)
			.or()
			.areAssignableTo(Condition.class)
			.should()
			.bePublic()
			.check(classes);
	}

	@Test
	void autoConfigurationWhenPublicShowsNothing() {
		List<JavaClass> found = classes.stream()
			.filter((type) -> type.isAnnotatedWith(AutoConfiguration.class))
			.toList();
		assertThat(found).isNotEmpty().allSatisfy((type) -> {
			assertThat(type.getModifiers()).as(type.getName()).contains(JavaModifier.PUBLIC, JavaModifier.FINAL);
			assertThat(type.getMethods()).noneMatch((method) -> method.getModifiers().contains(JavaModifier.PUBLIC));
			assertThat(type.getFields()).noneMatch((field) -> field.getModifiers().contains(JavaModifier.PUBLIC));
		});
	}

	private static Stream<Dependency> dependencies() {
		return classes.stream().flatMap((type) -> type.getDirectDependenciesFromSelf().stream());
	}

	private static void assertOnly(Set<String> allowed, Predicate<AccessTarget> forbidden) {
		Stream<JavaAccess<?>> accesses = classes.stream().flatMap((type) -> type.getAccessesFromSelf().stream());
		assertNone(accesses.filter((access) -> forbidden.test(access.getTarget()))
			.filter((access) -> !allowed.contains(outermost(access.getOriginOwner()).getName())));
	}

	private static void assertNone(Stream<?> violations) {
		assertThat(violations.map(Object::toString).distinct()).isEmpty();
	}

	private static JavaClass outermost(JavaClass type) {
		return type.getEnclosingClass().map(ArchitectureTests::outermost).orElse(type);
	}

	private static boolean isOurs(JavaClass type) {
		return type.getPackageName().equals(ROOT) || type.getPackageName().startsWith(ROOT + ".");
	}

	private static String packageOf(JavaClass type) {
		return type.getPackageName().substring(ROOT.length()).replaceFirst("^\\.", "");
	}

	private static Set<String> reachable(String origin) {
		Set<String> reached = new TreeSet<>();
		reached.add(origin);
		for (String target : ARROWS.getOrDefault(origin, List.of())) {
			reached.addAll(reachable(target));
		}
		return reached;
	}

	private static boolean isAtHome(Dependency dependency) {
		String origin = packageOf(dependency.getOriginClass());
		JavaClass target = dependency.getTargetClass().getBaseComponentType();
		String name = target.getName();
		if (target.isPrimitive() || COMMON.stream().anyMatch(name::startsWith)) {
			return true;
		}
		Set<String> homes = new TreeMap<>(HOMES).descendingMap()
			.entrySet()
			.stream()
			.filter((entry) -> name.startsWith(entry.getKey()))
			.map(Map.Entry::getValue)
			.findFirst()
			.orElse(Set.of());
		return homes.contains(origin) || (origin.equals(AUTOCONFIGURE) && !homes.isEmpty());
	}

}
