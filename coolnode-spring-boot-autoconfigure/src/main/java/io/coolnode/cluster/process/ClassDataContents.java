package io.coolnode.cluster.process;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * What was written as the class data of a release: the checksum of the archive, and size
 * and time of each file of the extracted application.
 *
 * @param archive size and checksum of the archive
 * @param files the path of each file, relative to the application, behind its size and
 * time
 */
record ClassDataContents(String archive, List<String> files) {

	private static final int BUFFER = 256 * 1024;

	/**
	 * Look at what was written.
	 * @param archive the archive
	 * @param application the directory with the extracted application, which need not
	 * exist
	 * @return what there is
	 * @throws IOException if it cannot be read
	 */
	static ClassDataContents of(Path archive, Path application) throws IOException {
		List<String> lines = new ArrayList<>();
		if (Files.isDirectory(application)) {
			try (Stream<Path> files = Files.walk(application)) {
				for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
					lines.add(stamp(file) + " " + application.relativize(file));
				}
			}
		}
		return new ClassDataContents(checksum(archive), List.copyOf(lines));
	}

	/**
	 * Read what was written once.
	 * @param file where it was noted down
	 * @return what was written
	 * @throws IOException if the file cannot be read
	 */
	static ClassDataContents read(Path file) throws IOException {
		try {
			List<String> lines = Files.readAllLines(file);
			if (!lines.isEmpty()) {
				return new ClassDataContents(lines.get(0), lines.subList(1, lines.size()));
			}
		}
		catch (NoSuchFileException ex) {
			throw new DamagedClassDataException(file + " is missing");
		}
		throw new DamagedClassDataException(file + " is empty");
	}

	/**
	 * Note it down.
	 * @param file where
	 * @throws IOException if the file cannot be written
	 */
	void write(Path file) throws IOException {
		List<String> lines = new ArrayList<>(List.of(this.archive));
		lines.addAll(this.files);
		Files.write(file, lines);
	}

	void verifyArchive(Path file) throws IOException {
		if (!checksum(file).equals(this.archive)) {
			throw new DamagedClassDataException(file + " has changed");
		}
	}

	void verifyFiles(Path application) throws IOException {
		for (String line : this.files) {
			String[] words = line.split(" ", 3);
			if (words.length != 3) {
				throw new DamagedClassDataException("what was noted down about " + application + " has changed");
			}
			Path file = application.resolve(words[2]);
			if (!Files.isRegularFile(file)) {
				throw new DamagedClassDataException(file + " is missing");
			}
			if (!line.startsWith(stamp(file) + " ")) {
				throw new DamagedClassDataException(file + " has changed");
			}
		}
	}

	private static String stamp(Path file) throws IOException {
		return Files.size(file) + " " + Files.getLastModifiedTime(file).toMillis();
	}

	private static String checksum(Path file) throws IOException {
		CRC32C checksum = new CRC32C();
		ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
		long size = 0;
		try (SeekableByteChannel channel = Files.newByteChannel(file)) {
			int count;
			while ((count = channel.read(buffer)) >= 0) {
				size += count;
				checksum.update(buffer.flip());
				buffer.clear();
			}
		}
		return size + " " + Long.toHexString(checksum.getValue());
	}

}
