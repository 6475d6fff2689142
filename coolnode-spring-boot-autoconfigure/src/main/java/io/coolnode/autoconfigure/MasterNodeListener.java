package io.coolnode.autoconfigure;

import java.util.List;

import io.coolnode.boot.MasterNode;
import io.coolnode.channel.WorkerInfo;
import io.coolnode.redis.NodeListener;

/**
 * Tells a master of other machines.
 */
class MasterNodeListener implements NodeListener {

	private final MasterNode master;

	MasterNodeListener(MasterNode master) {
		this.master = master;
	}

	@Override
	public void joined(String node) {
		this.master.nodeJoined(node);
	}

	@Override
	public void left(String node) {
		this.master.nodeLeft(node);
	}

	@Override
	public void workersChanged(List<WorkerInfo> workers) {
		this.master.remoteWorkers(workers);
	}

}
