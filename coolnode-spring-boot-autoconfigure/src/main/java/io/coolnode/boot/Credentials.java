package io.coolnode.boot;

import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.coolnode.channel.tcp.ChannelServer;
import io.coolnode.cluster.PortSharing;
import io.coolnode.cluster.process.WorkerEnvironment;

/**
 * Tells a worker how to join, which works once and while that process lives.
 *
 * @param links the channel, which expects it
 * @param port the port to share
 * @param sharing how it is shared
 * @param variables what else to tell it
 * @param loads where it tells what it has to do
 */
record Credentials(ChannelServer links, int port, PortSharing sharing, Map<String, String> variables,
		SharedLoads loads) implements WorkerEnvironment {

	@Override
	public Map<String, String> issue(@Nullable String code, long id) {
		Map<String, String> issued = new HashMap<>(this.variables);
		issued.putAll(new WorkerIdentity(code, id, this.links.port(), this.links.expect(id), this.port, this.sharing)
			.toEnvironment());
		issued.putAll(this.loads.take(id));
		return issued;
	}

	@Override
	public void revoke(long id) {
		this.links.forget(id);
		this.loads.release(id);
	}

}
