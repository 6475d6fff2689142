package io.coolnode.cluster.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import io.coolnode.channel.Threads;

/**
 * Passes on what a process prints to one of its streams, line by line, until the stream
 * ends.
 */
final class OutputPump {

	private static final Log logger = LogFactory.getLog(OutputPump.class);

	private static final int MAX_LINE = 64 * 1024;

	private final InputStream stream;

	private final Charset charset;

	private final Consumer<String> sink;

	private final CompletableFuture<Void> ended = new CompletableFuture<>();

	private final byte[] line = new byte[MAX_LINE];

	private int length;

	OutputPump(InputStream stream, Charset charset, Consumer<String> sink) {
		this.stream = stream;
		this.charset = charset;
		this.sink = sink;
	}

	CompletableFuture<Void> start(String threadName) {
		Threads.startDaemon(threadName, this::run);
		return this.ended;
	}

	private void run() {
		try (this.stream) {
			byte[] buffer = new byte[8192];
			int count;
			while ((count = this.stream.read(buffer)) >= 0) {
				for (int i = 0; i < count; i++) {
					take(buffer[i]);
				}
			}
		}
		catch (IOException ex) {
			logger.debug("The output of a worker cannot be read any more", ex);
		}
		finally {
			if (this.length > 0) {
				endLine();
			}
			this.ended.complete(null);
		}
	}

	private void take(byte value) {
		if (value == '\n') {
			endLine();
			return;
		}
		if (this.length == MAX_LINE) {
			endLine();
		}
		this.line[this.length++] = value;
	}

	private void endLine() {
		int end = (this.length > 0 && this.line[this.length - 1] == '\r') ? this.length - 1 : this.length;
		String text = new String(this.line, 0, end, this.charset);
		this.length = 0;
		try {
			this.sink.accept(text);
		}
		catch (RuntimeException ex) {
			logger.debug("A line of a worker could not be passed on", ex);
		}
	}

}
