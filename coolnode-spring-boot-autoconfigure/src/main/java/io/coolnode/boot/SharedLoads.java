package io.coolnode.boot;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import io.coolnode.cluster.LoadTable;
import io.coolnode.cluster.WorkerLoad;
import io.coolnode.cluster.process.SharedMemory;

/**
 * Lets workers know what the others have to do. Where that cannot be had, they serve as
 * if each were alone.
 */
final class SharedLoads implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(SharedLoads.class);

	private static final String MEMORY = "COOLNODE_LOADS";

	private static final String SLOT = "COOLNODE_LOAD_SLOT";

	private final @Nullable SharedMemory memory;

	private final @Nullable LoadTable table;

	private final Map<Long, Integer> slots = new ConcurrentHashMap<>();

	private SharedLoads(@Nullable SharedMemory memory) {
		this.memory = memory;
		this.table = (memory != null) ? LoadTable.create(memory.buffer()) : null;
	}

	/**
	 * Create what workers share.
	 * @return the loads
	 */
	static SharedLoads create() {
		try {
			return new SharedLoads(SharedMemory.create("coolnode-loads", LoadTable.SIZE));
		}
		catch (IOException ex) {
			logger.warn("Workers do not know what the others have to do, and may be unevenly busy", ex);
			return none();
		}
	}

	/**
	 * Let each worker serve as if it were alone.
	 * @return loads that are not shared
	 */
	static SharedLoads none() {
		return new SharedLoads(null);
	}

	/**
	 * Give a slot to a worker.
	 * @param id the worker id
	 * @return the environment variables that tell it
	 */
	Map<String, String> take(long id) {
		if (this.memory == null || this.table == null) {
			return Map.of();
		}
		int slot = this.table.take();
		if (slot == LoadTable.NONE) {
			return Map.of();
		}
		this.slots.put(id, slot);
		return Map.of(MEMORY, this.memory.path().toString(), SLOT, Integer.toString(slot));
	}

	/**
	 * Take the slot of a worker back.
	 * @param id the worker id
	 */
	void release(long id) {
		Integer slot = this.slots.remove(id);
		if (slot != null && this.table != null) {
			this.table.release(slot);
		}
	}

	/**
	 * Take part, in a worker.
	 * @param environment the environment variables of this process
	 * @return the load of this worker
	 */
	static WorkerLoad join(Map<String, String> environment) {
		String memory = environment.get(MEMORY);
		String slot = environment.get(SLOT);
		if (memory == null || slot == null) {
			return WorkerLoad.alone();
		}
		try {
			return new WorkerLoad(LoadTable.open(SharedMemory.open(Path.of(memory))), Integer.parseInt(slot));
		}
		catch (IOException | IllegalArgumentException ex) {
			logger.warn("This worker does not know what the others have to do", ex);
			return WorkerLoad.alone();
		}
	}

	@Override
	public void close() {
		if (this.memory != null) {
			this.memory.close();
		}
	}

}
