package io.coolnode.logging;

import io.coolnode.channel.Control;
import io.coolnode.channel.Link;
import io.coolnode.channel.LinkExtension;

/**
 * The part of a worker's log in its connection to the master.
 */
class WorkerLogLink implements LinkExtension {

	@Override
	public void onOpen(Link link) {
		WorkerLog log = WorkerLog.current();
		if (log != null) {
			log.connect(link);
		}
	}

	@Override
	public boolean onControl(Link link, Control control) {
		WorkerLog log = WorkerLog.current();
		if (log == null || !control.name().equals(LogWords.LEVELS)) {
			return false;
		}
		LogWords.readLevels(control, log.levels()::changed);
		return true;
	}

}
