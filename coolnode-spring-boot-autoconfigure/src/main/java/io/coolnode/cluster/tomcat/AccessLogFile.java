package io.coolnode.cluster.tomcat;

import java.io.File;
import java.util.List;

import org.apache.catalina.valves.AccessLogValve;
import org.jspecify.annotations.Nullable;

/**
 * What belongs to the file of an access log rather than to its lines.
 *
 * @param directory its directory; one that is relative is below Tomcat's own
 * @param prefix the beginning of its name
 * @param suffix the end of its name
 * @param dateFormat the format of the date in its name
 * @param encoding its encoding, or an empty text for the default
 * @param rotated whether each day has a file
 * @param renamed whether the date comes into the name when the day is over
 * @param buffered whether lines may wait before they are written
 * @param checked whether to look if the file exists, before each line
 * @param maxDays for how many days files are kept, or a negative number
 */
record AccessLogFile(String directory, String prefix, String suffix, String dateFormat, String encoding,
		boolean rotated, boolean renamed, boolean buffered, boolean checked, int maxDays) {

	private static final String SEPARATOR = "\n";

	/**
	 * Take what a valve was given.
	 * @param valve the valve
	 * @param base what a relative directory is below, or {@code null} to leave that open
	 * @return the file
	 */
	static AccessLogFile of(AccessLogValve valve, @Nullable File base) {
		File directory = new File(valve.getDirectory());
		File resolved = (base != null && !directory.isAbsolute()) ? new File(base, directory.getPath()) : directory;
		String encoding = valve.getEncoding();
		return new AccessLogFile(resolved.getPath(), valve.getPrefix(), valve.getSuffix(), valve.getFileDateFormat(),
				(encoding != null) ? encoding : "", valve.isRotatable(), valve.isRenameOnRotate(), valve.isBuffered(),
				valve.isCheckExists(), valve.getMaxDays());
	}

	String encode() {
		return String.join(SEPARATOR, this.directory, this.prefix, this.suffix, this.dateFormat, this.encoding,
				Boolean.toString(this.rotated), Boolean.toString(this.renamed), Boolean.toString(this.buffered),
				Boolean.toString(this.checked), Integer.toString(this.maxDays));
	}

	static AccessLogFile decode(String text) {
		List<String> parts = List.of(text.split(SEPARATOR, -1));
		return new AccessLogFile(parts.get(0), parts.get(1), parts.get(2), parts.get(3), parts.get(4),
				Boolean.parseBoolean(parts.get(5)), Boolean.parseBoolean(parts.get(6)),
				Boolean.parseBoolean(parts.get(7)), Boolean.parseBoolean(parts.get(8)), Integer.parseInt(parts.get(9)));
	}

	boolean isRelative() {
		return !new File(this.directory).isAbsolute();
	}

	void configure(AccessLogValve valve) {
		valve.setDirectory(this.directory);
		valve.setPrefix(this.prefix);
		valve.setSuffix(this.suffix);
		valve.setFileDateFormat(this.dateFormat);
		if (!this.encoding.isEmpty()) {
			valve.setEncoding(this.encoding);
		}
		valve.setRotatable(this.rotated);
		valve.setRenameOnRotate(this.renamed);
		valve.setBuffered(this.buffered);
		valve.setCheckExists(this.checked);
		valve.setMaxDays(this.maxDays);
	}

	AccessLogFile below(File base) {
		return new AccessLogFile(new File(base, this.directory).getPath(), this.prefix, this.suffix, this.dateFormat,
				this.encoding, this.rotated, this.renamed, this.buffered, this.checked, this.maxDays);
	}

}
