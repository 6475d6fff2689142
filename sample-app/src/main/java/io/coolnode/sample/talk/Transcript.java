package io.coolnode.sample.talk;

import java.util.ArrayList;
import java.util.List;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.stereotype.Component;

import io.coolnode.Channel;

/**
 * What the processes have printed in their talks. The master collects it and tells all
 * workers, so that each of them can show it.
 */
@Component
class Transcript {

	private static final Log logger = LogFactory.getLog(Transcript.class);

	private static final int LIMIT = 100;

	private final Channel channel;

	// guarded by this
	private List<Line> lines = List.of();

	Transcript(Channel channel) {
		this.channel = channel;
		if (channel.isMaster()) {
			channel.on("printed", Line.class, this::append);
			channel.on("transcript wanted", (message) -> tell());
		}
		else {
			channel.on("transcript", Line[].class, this::replace);
			channel.on(Channel.READY, (ready) -> channel.emit("transcript wanted"));
		}
	}

	/**
	 * Print a line, and show it on the page of a talk.
	 * @param talk the name of the talk
	 * @param text the line
	 */
	void print(String talk, String text) {
		logger.info(text);
		Line line = new Line(talk, this.channel.code(), ProcessHandle.current().pid(), text);
		if (this.channel.isMaster()) {
			append(line);
		}
		else {
			this.channel.emit("printed", line);
		}
	}

	/**
	 * Return what was printed in a talk.
	 * @param talk the name of the talk
	 * @return the lines, the oldest first
	 */
	synchronized List<Line> lines(String talk) {
		return this.lines.stream().filter((line) -> line.talk().equals(talk)).toList();
	}

	private synchronized void append(Line line) {
		List<Line> appended = new ArrayList<>(this.lines);
		appended.add(line);
		this.lines = List.copyOf(appended.subList(Math.max(0, appended.size() - LIMIT), appended.size()));
		tell();
	}

	private synchronized void tell() {
		this.channel.emit("transcript", this.lines);
	}

	private synchronized void replace(Line[] lines) {
		this.lines = List.of(lines);
	}

	/**
	 * A line and the process that printed it.
	 *
	 * @param talk the name of the talk
	 * @param code the code of the process
	 * @param pid its process id
	 * @param text the line
	 */
	record Line(String talk, String code, long pid, String text) {

	}

}
