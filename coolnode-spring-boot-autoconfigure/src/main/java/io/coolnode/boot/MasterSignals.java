package io.coolnode.boot;

import java.io.FileInputStream;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import io.coolnode.channel.Threads;

/**
 * What a master does at a signal: TERM and INT stop the cluster, a second one at once;
 * HUP restarts the workers one after another, TTIN and TTOU start one more or one fewer.
 * A terminal sends HUP when it is closed, and TTIN and TTOU to what reads and writes in
 * the background; so in a master that has a terminal HUP is a stop, and the others are
 * left alone.
 */
final class MasterSignals {

	private static final Log logger = LogFactory.getLog(MasterSignals.class);

	private static final String TERMINAL = "/dev/tty";

	private final MasterNode node;

	private final AtomicBoolean stopping = new AtomicBoolean();

	MasterSignals(MasterNode node) {
		this.node = node;
	}

	void handle() {
		Signals.handle("TERM", this::stop);
		Signals.handle("INT", this::stop);
		if (hasTerminal()) {
			Signals.handle("HUP", this::stop);
		}
		else {
			Signals.handle("HUP", (number) -> this.node.restart());
			Signals.handle("TTIN", (number) -> this.node.scaleBy(1));
			Signals.handle("TTOU", (number) -> this.node.scaleBy(-1));
		}
	}

	private static boolean hasTerminal() {
		try (FileInputStream terminal = new FileInputStream(TERMINAL)) {
			return true;
		}
		catch (IOException ex) {
			logger.debug("This process has no terminal", ex);
			return false;
		}
	}

	private void stop(int number) {
		int status = 128 + number;
		if (this.stopping.compareAndSet(false, true)) {
			Threads.start("coolnode-stop", () -> {
				this.node.stop();
				JvmExit.exit(status);
			});
		}
		else {
			this.node.kill();
			Threads.start("coolnode-halt", () -> {
				this.node.stop();
				JvmExit.halt(status);
			});
		}
	}

}
