package io.coolnode.cluster.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Names the directory of an application's class data: one for each path of the
 * application, and in it one for each release, JVM and choice of options.
 *
 * @param application the name for the application
 * @param release the name for the release
 */
record ClassDataKey(String application, String release) {

	/**
	 * Changes when the files are written in another way.
	 */
	private static final String FORMAT = "1";

	private static final int BYTES = 12;

	/**
	 * Look at the files of an application.
	 * @param source the files
	 * @param options the options of workers
	 * @return the key, which is another one as soon as anything has changed
	 */
	static ClassDataKey of(ClassSource source, ClassDataOptions options) {
		StringBuilder release = new StringBuilder(FORMAT).append('\n')
			.append(jvm())
			.append('\n')
			.append(options.fingerprint())
			.append('\n')
			.append(source.classPath())
			.append('\n');
		try {
			for (Path file : source.files()) {
				release.append(file.toAbsolutePath()).append(' ').append(FileStamp.of(file).text()).append('\n');
			}
		}
		catch (IOException ex) {
			throw new ClassDataException("its files cannot be read", ex);
		}
		String first = source.files().get(0).toAbsolutePath().toString();
		return new ClassDataKey(hash(first + "\n" + source.classPath()), hash(release.toString()));
	}

	private static String jvm() {
		return String.join(" ", System.getProperty("java.home"), System.getProperty("java.vm.name"),
				System.getProperty("java.vm.vendor"), System.getProperty("java.vm.version"),
				System.getProperty("os.arch"));
	}

	private static String hash(String text) {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
			return HexFormat.of().formatHex(digest, 0, BYTES);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
