package io.coolnode.benchmarks;

import java.lang.management.ManagementFactory;
import java.util.Arrays;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;

/**
 * What a process has used up to now.
 *
 * @param cpuNanos the time of all its CPUs, that of the compiler and the collector
 * included
 * @param bytes what its living threads have allocated
 */
public record Usage(long cpuNanos, long bytes) {

	/**
	 * Return what this process has used.
	 * @return its usage
	 */
	public static Usage now() {
		OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
		ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
		long[] bytes = threads.getThreadAllocatedBytes(threads.getAllThreadIds());
		return new Usage(system.getProcessCpuTime(), Arrays.stream(bytes).filter((each) -> each > 0).sum());
	}

	/**
	 * Return what was used since then, for each message.
	 * @param before what was used by then
	 * @param messages how many messages there were since
	 * @return the usage for one
	 */
	public Usage since(Usage before, int messages) {
		return new Usage((this.cpuNanos - before.cpuNanos) / messages, (this.bytes - before.bytes) / messages);
	}

}
