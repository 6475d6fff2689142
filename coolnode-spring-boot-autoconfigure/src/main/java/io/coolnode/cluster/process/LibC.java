package io.coolnode.cluster.process;

import com.sun.jna.LastErrorException;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;

/**
 * The functions of the C library that Java does not offer, with the constants of the
 * system this runs on.
 */
interface LibC extends Library {

	int AF_UNIX = 1;

	int AF_INET = 2;

	int AF_INET6 = Platform.isMac() ? 30 : 10;

	int SOCK_STREAM = 1;

	int SOCK_DGRAM = 2;

	int MSG_DONTWAIT = Platform.isMac() ? 0x80 : 0x40;

	int SOL_SOCKET = Platform.isMac() ? 0xffff : 1;

	int SO_REUSEADDR = Platform.isMac() ? 4 : 2;

	int SO_ATTACH_FILTER = 26;

	int SO_ACCEPTCONN = 30;

	int IPPROTO_IPV6 = 41;

	int IPV6_V6ONLY = Platform.isMac() ? 27 : 26;

	int F_SETFD = 2;

	int F_DUPFD_CLOEXEC = Platform.isMac() ? 67 : 1030;

	int FD_CLOEXEC = 1;

	int O_RDWR = 2;

	int MFD_CLOEXEC = 1;

	short POLLIN = 1;

	int EADDRINUSE = Platform.isMac() ? 48 : 98;

	int EAFNOSUPPORT = Platform.isMac() ? 47 : 97;

	int SIGQUIT = 3;

	int PRIO_PROCESS = 0;

	int socket(int domain, int type, int protocol) throws LastErrorException;

	int setsockopt(int fd, int level, int name, IntByReference value, int length) throws LastErrorException;

	int setsockopt(int fd, int level, int name, Pointer value, int length) throws LastErrorException;

	int getsockopt(int fd, int level, int name, IntByReference value, IntByReference length) throws LastErrorException;

	int bind(int fd, byte[] address, int length) throws LastErrorException;

	int listen(int fd, int backlog) throws LastErrorException;

	int getsockname(int fd, byte[] address, IntByReference length) throws LastErrorException;

	int fcntl(int fd, int command, int argument) throws LastErrorException;

	int dup2(int from, int to) throws LastErrorException;

	int open(String path, int flags) throws LastErrorException;

	int memfd_create(String name, int flags) throws LastErrorException;

	int poll(byte[] descriptors, int count, int timeout) throws LastErrorException;

	int close(int fd) throws LastErrorException;

	int sendto(int fd, byte[] data, int count, int flags, byte[] address, int length) throws LastErrorException;

	int recv(int fd, byte[] data, int count, int flags) throws LastErrorException;

	int kill(int pid, int signal) throws LastErrorException;

	int setpriority(int which, int who, int priority) throws LastErrorException;

	int geteuid();

	/**
	 * Load the C library.
	 * @return the library
	 * @throws NativeAccessException if JNA cannot work here
	 */
	static LibC load() {
		try {
			return Holder.INSTANCE;
		}
		catch (LinkageError ex) {
			throw new NativeAccessException(ex);
		}
	}

	/**
	 * Holds the one instance.
	 */
	final class Holder {

		private static final LibC INSTANCE = Native.load("c", LibC.class);

		private Holder() {
		}

	}

}
