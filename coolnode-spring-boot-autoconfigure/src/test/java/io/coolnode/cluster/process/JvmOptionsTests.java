package io.coolnode.cluster.process;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link JvmOptions} and {@link HeapOptions}.
 */
class JvmOptionsTests {

	private static final long GIGABYTE = 1024L * 1024 * 1024;

	private static final WorkerName WORKER = new WorkerName("A", 3, 1);

	private static final MemoryPlan PLAN = new MemoryPlan(4 * GIGABYTE, "this machine", 4, 0);

	private static final Host NO_HOST = new Host(Path.of("/nowhere"), 2);

	@Test
	void forWorkerWhenNothingCollidesKeepsOptionsInOrder() {
		assertThat(options("-Dx=a b", "-XX:+UseZGC")).startsWith("-Dx=a b", "-XX:+UseZGC");
	}

	@Test
	void forWorkerAddsExtraWithItsNamesBehindItsOwn() {
		JvmOptions options = new JvmOptions(List.of("-Xmx1g"), List.of("-Dname={code}-{id}-{slot}", "-Xmx2g"), null, 1);
		assertThat(options.forWorker(WORKER)).startsWith("-Xmx1g", "-Dname=A-3-1", "-Xmx2g",
				"-XX:+ExitOnOutOfMemoryError");
	}

	@Test
	void forWorkerWhenUserDecidesAboutOutOfMemoryLeavesIt() {
		JvmOptions options = new JvmOptions(List.of(), List.of("-XX:-ExitOnOutOfMemoryError"), null, 1);
		assertThat(options.forWorker(WORKER)).contains("-XX:-ExitOnOutOfMemoryError")
			.doesNotContain("-XX:+ExitOnOutOfMemoryError");
	}

	@Test
	void forWorkerWhenMemoryIsNotKnownLeavesTheHeapToTheJvm() {
		assertThat(new JvmOptions(List.of(), List.of(), null, 1).forWorker(WORKER))
			.noneMatch((option) -> option.startsWith("-Xmx"));
	}

	@Test
	void forWorkerWhenNoHeapSizeGivesThePartOfTheShare() {
		assertThat(PLAN.share()).isEqualTo((4096 - 256) / 5 * 1024L * 1024);
		assertThat(options()).contains("-Xmx" + 576 * 1024 + "k");
	}

	@Test
	void forWorkerWhenHeapSizeKeepsItForEachWorker() {
		assertThat(options("-Xmx512m")).contains("-Xmx512m").noneMatch((option) -> option.endsWith("k"));
		assertThat(options("-XX:MaxHeapSize=1g")).noneMatch((option) -> option.startsWith("-Xmx"));
	}

	@Test
	void forWorkerWhenPercentagesDividesThem() {
		assertThat(options("-XX:MaxRAMPercentage=75", "-XX:InitialRAMPercentage=50.0"))
			.contains("-XX:MaxRAMPercentage=14.0625", "-XX:InitialRAMPercentage=9.3750")
			.noneMatch((option) -> option.startsWith("-Xmx"));
	}

	@Test
	void forWorkerWhenInitialHeapIsLargerThanThePartRaisesTheMaximum() {
		assertThat(options("-Xms1g")).contains("-Xmx" + 1024 * 1024 + "k");
	}

	@Test
	void forWorkerWhenItSharesCpusOptimizesLater() {
		assertThat(options()).endsWith("-XX:Tier4InvocationThreshold=50000", "-XX:Tier4MinInvocationThreshold=6000",
				"-XX:Tier4CompileThreshold=150000", "-XX:Tier4BackEdgeThreshold=400000");
	}

	@Test
	void forWorkerWhenSeveralShareACpuOptimizesAsLate() {
		assertThat(new JvmOptions(List.of(), List.of(), PLAN, 0.1).forWorker(WORKER))
			.contains("-XX:Tier4InvocationThreshold=50000");
	}

	@Test
	void forWorkerWhenItHasSeveralCpusLeavesTheCompilerToTheJvm() {
		JvmOptions options = new JvmOptions(List.of(), List.of(), PLAN, 2);
		assertThat(options.forWorker(WORKER)).noneMatch((option) -> option.contains("Tier"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "-XX:TieredStopAtLevel=1", "-XX:-TieredCompilation", "-XX:Tier3InvocationThreshold=100",
			"-XX:CompileThreshold=5000", "-XX:CompileThresholdScaling=0.5", "-XX:CompilationMode=quick-only",
			"-XX:+EnableJVMCI", "-Xint", "-Xcomp" })
	void forWorkerWhenUserDecidesAboutTheCompilerLeavesIt(String option) {
		JvmOptions options = new JvmOptions(List.of(), List.of(option), PLAN, 1);
		assertThat(options.forWorker(WORKER)).contains(option).noneMatch((each) -> each.startsWith("-XX:Tier4"));
	}

	@Test
	void maximumWhenSeveralIsTheLast() {
		assertThat(HeapOptions.maximum(List.of("-Xmx1g", "-XX:MaxHeapSize=3M"))).hasValue(3L * 1024 * 1024);
	}

	@Test
	void defaultHeapWhenShareIsSmallIsHalfOfIt() {
		MemoryPlan small = new MemoryPlan(GIGABYTE / 2, "this container", 2, 0);
		assertThat(small.master()).isEqualTo(GIGABYTE / 16);
		assertThat(small.defaultHeap()).isBetween(small.share() / 2 - 1024 * 1024, small.share() / 2);
		assertThat(small.sum(small.defaultHeap())).isLessThan(small.limit());
	}

	@Test
	void warningsWhenHeapsExceedTheLimitShowTheArithmeticOnce() {
		JvmOptions options = new JvmOptions(List.of("-Xmx1g"), List.of(), PLAN, 1);
		assertThat(JavaCommand.warnings(options, PLAN, NO_HOST, 100)).singleElement()
			.asString()
			.contains("5 heaps of 1024 MB", "256 MB for the master", "5376 MB", "this machine has 4096 MB");
	}

	@Test
	void warningsWhenHeapsFitAreNone() {
		JvmOptions options = new JvmOptions(List.of("-Xmx512m"), List.of(), PLAN, 1);
		assertThat(JavaCommand.warnings(options, PLAN, NO_HOST, 100)).isEmpty();
	}

	private static List<String> options(String... own) {
		return new JvmOptions(List.of(own), List.of(), PLAN, 1).forWorker(WORKER);
	}

}
