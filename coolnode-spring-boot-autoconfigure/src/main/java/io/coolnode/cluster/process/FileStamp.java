package io.coolnode.cluster.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * What tells a file from the one that was at its path before, without reading it: nobody
 * can write to a file, or put another one there, and leave all of this as it was.
 *
 * @param text size, inode, and the times of the last change of content and of inode
 */
record FileStamp(String text) {

	static FileStamp of(Path file) throws IOException {
		Map<String, Object> attributes = Files.readAttributes(file, "unix:size,ino,lastModifiedTime,ctime");
		return new FileStamp(attributes.get("size") + " " + attributes.get("ino") + " "
				+ attributes.get("lastModifiedTime") + " " + attributes.get("ctime"));
	}

}
