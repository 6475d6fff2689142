package io.coolnode.cluster.process;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * A packet filter of Linux that drops what would begin a connection, a segment with SYN
 * and without ACK, and lets all else pass. The client repeats such a segment after a
 * second, so that a connection is never lost by it.
 */
final class NewConnectionFilter {

	private static final Log logger = LogFactory.getLog(NewConnectionFilter.class);

	/**
	 * The instructions, each a code, two jumps and a value: load the byte of the TCP
	 * header that has the flags, look at SYN and ACK, and return how much of the segment
	 * is kept.
	 */
	private static final int[][] PROGRAM = { { 0x30, 0, 0, 13 }, { 0x54, 0, 0, 0x12 }, { 0x15, 0, 1, 0x02 },
			{ 0x06, 0, 0, 0 }, { 0x06, 0, 0, Integer.MAX_VALUE } };

	private static final int INSTRUCTION_SIZE = 8;

	private NewConnectionFilter() {
	}

	/**
	 * Attach the filter to a listening socket.
	 * @param libc the C library
	 * @param fd the socket
	 */
	static void attach(LibC libc, int fd) {
		if (!Platform.isLinux()) {
			return;
		}
		try (Memory program = program(); Memory description = new Memory(2L * Native.POINTER_SIZE)) {
			description.clear();
			description.setShort(0, (short) PROGRAM.length);
			description.setPointer(Native.POINTER_SIZE, program);
			libc.setsockopt(fd, LibC.SOL_SOCKET, LibC.SO_ATTACH_FILTER, description, (int) description.size());
		}
		catch (LastErrorException ex) {
			logger.debug("Connections can be made until the shared port is closed", ex);
		}
	}

	private static Memory program() {
		Memory program = new Memory((long) PROGRAM.length * INSTRUCTION_SIZE);
		for (int i = 0; i < PROGRAM.length; i++) {
			long offset = (long) i * INSTRUCTION_SIZE;
			program.setShort(offset, (short) PROGRAM[i][0]);
			program.setByte(offset + 2, (byte) PROGRAM[i][1]);
			program.setByte(offset + 3, (byte) PROGRAM[i][2]);
			program.setInt(offset + 4, PROGRAM[i][3]);
		}
		return program;
	}

}
