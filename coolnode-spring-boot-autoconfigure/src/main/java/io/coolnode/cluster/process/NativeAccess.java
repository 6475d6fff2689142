package io.coolnode.cluster.process;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Lets JNA load its native library in workers without the warning that newer JVMs print
 * of code which nobody has allowed to. An archive of class data or an AOT cache that the
 * user has made matters more: the JVM complains of it, or refuses it, where native access
 * is allowed now and was not when it was made.
 */
final class NativeAccess {

	private static final String OPTION = "--enable-native-access=";

	private static final String EVERYBODY = "ALL-UNNAMED";

	private static final List<String> ARCHIVES = List.of("-XX:SharedArchiveFile=", "-XX:AOTCache=");

	/**
	 * The first version of Java that warns.
	 */
	private static final int WARNING = 24;

	private NativeAccess() {
	}

	/**
	 * Allow native access, unless that is done already, or needless, or would not fit an
	 * archive.
	 * @param own the options of this JVM
	 * @param extra what the user adds for workers
	 * @param version the version of Java
	 * @return what to add for workers
	 */
	static List<String> allow(List<String> own, List<String> extra, int version) {
		List<String> options = new ArrayList<>(extra);
		if (version >= WARNING && Stream.of(own, extra).noneMatch((given) -> isAllowed(given) || namesArchive(given))) {
			options.add(OPTION + EVERYBODY);
		}
		return options;
	}

	private static boolean isAllowed(List<String> options) {
		return options.stream()
			.filter((option) -> option.startsWith(OPTION))
			.anyMatch((option) -> List.of(option.substring(OPTION.length()).split(",")).contains(EVERYBODY));
	}

	private static boolean namesArchive(List<String> options) {
		return options.stream().anyMatch((option) -> ARCHIVES.stream().anyMatch(option::startsWith));
	}

}
