package io.coolnode.cluster.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Host} and {@link ControlGroup} on files as the kernel writes them.
 */
class HostTests {

	private static final long MEGABYTE = 1024 * 1024;

	private static final String V1_MOUNTS = """
			31 23 0:28 / /sys/fs/cgroup rw,relatime - tmpfs tmpfs rw,mode=755
			32 31 0:29 / /sys/fs/cgroup/cpu,cpuacct rw,relatime - cgroup cgroup rw,cpu,cpuacct
			35 31 0:32 / /sys/fs/cgroup/memory rw,relatime shared:9 - cgroup cgroup rw,memory
			41 31 0:38 / /sys/fs/cgroup/unified rw,relatime - cgroup2 cgroup2 rw
			""";

	private static final String V2_MOUNTS = """
			22 1 0:21 / / rw,relatime - ext4 /dev/vda1 rw
			30 23 0:26 / /sys/fs/cgroup rw,nosuid,nodev,noexec,relatime shared:4 - cgroup2 cgroup2 rw,nsdelegate
			""";

	@TempDir
	Path root;

	private Host host;

	@BeforeEach
	void machineOf16Gigabytes() throws IOException {
		write("proc/meminfo", "MemTotal:       16777216 kB\nMemFree:        1234 kB\n");
		this.host = new Host(this.root, 4711);
	}

	@Test
	void memoryWhenNoControlGroupIsTheMachines() {
		assertThat(memory()).isEqualTo(new MemoryPlan(16384 * MEGABYTE, "this machine", 2, 0));
	}

	@Test
	void memoryWhenNothingTellsIsNull(@TempDir Path empty) {
		assertThat(new Host(empty, 1).memory(List.of(), 2, 0)).isNull();
	}

	@Test
	void memoryWhenVersion2IsTheSmallestUpTheHierarchy() throws IOException {
		write("proc/self/mountinfo", V2_MOUNTS);
		write("proc/self/cgroup", "0::/system.slice/app.service\n");
		write("sys/fs/cgroup/system.slice/app.service/memory.max", "max\n");
		write("sys/fs/cgroup/system.slice/memory.max", 512 * MEGABYTE + "\n");
		assertThat(memory().limit()).isEqualTo(512 * MEGABYTE);
		assertThat(memory().source()).contains("control group");
	}

	@Test
	void memoryWhenVersion2InContainerIsThatOfTheRoot() throws IOException {
		write("proc/self/mountinfo", V2_MOUNTS);
		write("proc/self/cgroup", "0::/\n");
		write("sys/fs/cgroup/memory.max", 1024 * MEGABYTE + "\n");
		assertThat(memory().limit()).isEqualTo(1024 * MEGABYTE);
	}

	@Test
	void memoryWhenGroupIsOutsideOfTheNamespaceIsThatOfTheRoot() throws IOException {
		write("proc/self/mountinfo", V2_MOUNTS);
		write("proc/self/cgroup", "0::/../../other\n");
		write("sys/fs/cgroup/memory.max", 1024 * MEGABYTE + "\n");
		assertThat(memory().limit()).isEqualTo(1024 * MEGABYTE);
	}

	@Test
	void memoryWhenVersion1IsTheGroups() throws IOException {
		write("proc/self/mountinfo", V1_MOUNTS);
		write("proc/self/cgroup", "4:memory:/app\n1:cpu,cpuacct:/\n0::/\n");
		write("sys/fs/cgroup/memory/app/memory.limit_in_bytes", 768 * MEGABYTE + "\n");
		write("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");
		assertThat(memory().limit()).isEqualTo(768 * MEGABYTE);
	}

	@Test
	void memoryWhenVersion1HasNoLimitIsTheMachines() throws IOException {
		write("proc/self/mountinfo", V1_MOUNTS);
		write("proc/self/cgroup", "4:memory:/app\n0::/\n");
		write("sys/fs/cgroup/memory/app/memory.limit_in_bytes", "9223372036854771712\n");
		assertThat(memory().source()).isEqualTo("this machine");
	}

	@Test
	void memoryWhenVersion1InContainerIsThatOfTheMount() throws IOException {
		write("proc/self/mountinfo",
				"35 31 0:32 /docker/abc /sys/fs/cgroup/memory ro,relatime - cgroup cgroup rw,memory\n");
		write("proc/self/cgroup", "4:memory:/docker/abc\n");
		write("sys/fs/cgroup/memory/memory.limit_in_bytes", 256 * MEGABYTE + "\n");
		assertThat(memory().limit()).isEqualTo(256 * MEGABYTE);
	}

	@Test
	void memoryWhenGroupIsLargerThanTheMachineIsTheMachines() throws IOException {
		write("proc/self/mountinfo", V2_MOUNTS);
		write("proc/self/cgroup", "0::/\n");
		write("sys/fs/cgroup/memory.max", 99999 * MEGABYTE + "\n");
		assertThat(memory().limit()).isEqualTo(16384 * MEGABYTE);
	}

	@Test
	void memoryWhenJvmIsToldLessIsThat() {
		MemoryPlan plan = this.host.memory(List.of("-XX:MaxRAM=2g"), 2, 0);
		assertThat(plan).isNotNull();
		assertThat(plan.limit()).isEqualTo(2048 * MEGABYTE);
	}

	@Test
	void memoryWhenMountsAreStrangeIsTheMachines() throws IOException {
		write("proc/self/mountinfo", "\nnonsense\n1 2 3 - cgroup2\n - \n");
		write("proc/self/cgroup", "nonsense\n0::/\n");
		assertThat(memory().source()).isEqualTo("this machine");
	}

	@Test
	void warningsWhenAllAreKilledTogetherSayWhereToChangeIt() throws IOException {
		write("proc/self/mountinfo", V2_MOUNTS);
		write("proc/self/cgroup", "0::/kubepods/pod\n");
		write("sys/fs/cgroup/kubepods/pod/memory.oom.group", "1\n");
		assertThat(this.host.warnings(100)).singleElement()
			.asString()
			.contains("memory.oom.group", "sys/fs/cgroup/kubepods/pod/memory.oom.group");
	}

	@Test
	void warningsWhenOneIsKilledAreNone() throws IOException {
		write("proc/self/mountinfo", V2_MOUNTS);
		write("proc/self/cgroup", "0::/\n");
		write("sys/fs/cgroup/memory.oom.group", "0\n");
		assertThat(this.host.warnings(100)).isEmpty();
	}

	@Test
	void warningsWhenProcessIsInitNameTheRemedy() {
		assertThat(new Host(this.root, 1).warnings(100)).singleElement().asString().contains("pid 1", "--init");
	}

	@Test
	void warningsWhenBacklogIsCutByTheKernelNameBoth() throws IOException {
		write("proc/sys/net/core/somaxconn", "128\n");
		assertThat(this.host.warnings(128)).isEmpty();
		assertThat(this.host.warnings(500)).singleElement()
			.asString()
			.contains("128", "500", "server.tomcat.accept-count");
	}

	private MemoryPlan memory() {
		MemoryPlan plan = this.host.memory(List.of(), 2, 0);
		assertThat(plan).isNotNull();
		return plan;
	}

	private void write(String path, String text) throws IOException {
		Path file = this.root.resolve(path);
		Files.createDirectories(file.getParent());
		Files.writeString(file, text);
	}

}
