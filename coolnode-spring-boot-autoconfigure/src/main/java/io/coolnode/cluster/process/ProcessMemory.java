package io.coolnode.cluster.process;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryUsage;

import com.sun.jna.Function;
import com.sun.jna.NativeLong;
import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.VMOption;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * The memory that this process has from the system.
 */
public final class ProcessMemory {

	private static final Log logger = LogFactory.getLog(ProcessMemory.class);

	/**
	 * JVM options that say how much of the heap may stay free after a collection, in
	 * percent.
	 */
	private static final String LEAST_FREE = "MinHeapFreeRatio";

	private static final String MOST_FREE = "MaxHeapFreeRatio";

	/**
	 * The serial collector shrinks the heap by no more than a part at a time; the fourth
	 * time it is all.
	 */
	private static final int MAX_COLLECTIONS = 4;

	/**
	 * How many times of what is used may be committed.
	 */
	private static final int MODEST = 3;

	private ProcessMemory() {
	}

	/**
	 * Give back what the start of an application needed and its further life does not.
	 * Collects garbage. Has no effect where the JVM or the system offers no way.
	 */
	public static void giveBack() {
		try {
			shrinkHeap();
		}
		catch (RuntimeException | LinkageError ex) {
			logger.debug("The heap cannot be shrunk", ex);
		}
		giveBackFreed();
	}

	/**
	 * Give back what was freed outside of the heap, which disturbs nobody.
	 */
	public static void giveBackFreed() {
		try {
			Function.getFunction("c", "malloc_trim").invokeInt(new Object[] { new NativeLong(0) });
		}
		catch (LinkageError ex) {
			logger.debug("The C library does not give memory back", ex);
		}
	}

	private static void shrinkHeap() {
		HotSpotDiagnosticMXBean jvm = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
		VMOption least = jvm.getVMOption(LEAST_FREE);
		VMOption most = jvm.getVMOption(MOST_FREE);
		boolean usersChoice = least.getOrigin() != VMOption.Origin.DEFAULT
				|| most.getOrigin() != VMOption.Origin.DEFAULT;
		if (usersChoice || !least.isWriteable() || !most.isWriteable()) {
			System.gc();
			return;
		}
		jvm.setVMOption(LEAST_FREE, "10");
		jvm.setVMOption(MOST_FREE, "30");
		try {
			collect();
		}
		finally {
			jvm.setVMOption(MOST_FREE, most.getValue());
			jvm.setVMOption(LEAST_FREE, least.getValue());
		}
	}

	private static void collect() {
		MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
		for (int i = 0; i < MAX_COLLECTIONS; i++) {
			System.gc();
			MemoryUsage heap = memory.getHeapMemoryUsage();
			if (heap.getCommitted() < MODEST * heap.getUsed()) {
				return;
			}
		}
	}

}
