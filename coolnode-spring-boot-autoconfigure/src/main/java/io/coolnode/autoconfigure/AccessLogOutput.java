package io.coolnode.autoconfigure;

import io.coolnode.cluster.tomcat.AccessLogFiles;
import io.coolnode.logging.AccessSink;

/**
 * Lets the lines of the workers' access logs come out in files.
 *
 * @param files the files
 */
record AccessLogOutput(AccessLogFiles files) implements AccessSink {

	@Override
	public void line(String file, String line) {
		this.files.write(file, line);
	}

	@Override
	public void tick() {
		this.files.tick();
	}

	@Override
	public void close() {
		this.files.close();
	}

}
