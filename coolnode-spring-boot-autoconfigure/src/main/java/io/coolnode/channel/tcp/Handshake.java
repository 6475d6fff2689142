package io.coolnode.channel.tcp;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.LongFunction;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.jspecify.annotations.Nullable;

/**
 * The mutual challenge by which a connection opens. The worker sends a magic number, its
 * version, its id and a random value; the master answers with its version, a random value
 * and an HMAC-SHA256 over both; the worker answers with another one; the master confirms.
 */
final class Handshake {

	private static final byte[] MAGIC = "COOL".getBytes(StandardCharsets.US_ASCII);

	private static final int NONCE_LENGTH = 32;

	private static final int MAC_LENGTH = 32;

	private static final byte CONFIRMED = 1;

	private static final SecureRandom random = new SecureRandom();

	private Handshake() {
	}

	static String newSecret() {
		return HexFormat.of().formatHex(nonce());
	}

	private static byte[] nonce() {
		byte[] nonce = new byte[NONCE_LENGTH];
		random.nextBytes(nonce);
		return nonce;
	}

	/**
	 * Open a connection at the master's end.
	 * @param socket the connection
	 * @param secrets finds the secret of a worker, and forgets it
	 * @return the worker's id
	 * @throws IOException if it is no worker of ours
	 */
	static long accept(SocketChannel socket, LongFunction<@Nullable String> secrets) throws IOException {
		if (!Arrays.equals(read(socket, MAGIC.length).array(), MAGIC)) {
			throw new ProtocolException("No worker");
		}
		byte version = read(socket, 1).get();
		if (!Frames.isUnderstood(version)) {
			write(socket, ByteBuffer.allocate(1).put(Frames.VERSION));
			throw new ProtocolException("A worker of version " + version + " of the protocol");
		}
		ByteBuffer hello = read(socket, Long.BYTES + NONCE_LENGTH);
		long id = hello.getLong();
		byte[] theirs = new byte[NONCE_LENGTH];
		hello.get(theirs);
		String secret = secrets.apply(id);
		byte[] key = (secret != null) ? HexFormat.of().parseHex(secret) : nonce();
		byte[] ours = nonce();
		write(socket,
				ByteBuffer.allocate(1 + NONCE_LENGTH + MAC_LENGTH)
					.put(Frames.VERSION)
					.put(ours)
					.put(mac(key, "master", theirs, ours, id)));
		byte[] proof = read(socket, MAC_LENGTH).array();
		if (!MessageDigest.isEqual(proof, mac(key, "worker", ours, theirs, id))) {
			throw new ProtocolException("A wrong proof for worker " + id);
		}
		write(socket, ByteBuffer.allocate(1).put(CONFIRMED));
		return id;
	}

	/**
	 * Open a connection at the worker's end.
	 * @param socket the connection
	 * @param id the worker's id
	 * @param secret what the master has given to this worker
	 * @throws IOException if the other end is not our master
	 */
	static void connect(SocketChannel socket, long id, String secret) throws IOException {
		byte[] key = HexFormat.of().parseHex(secret);
		byte[] ours = nonce();
		write(socket,
				ByteBuffer.allocate(MAGIC.length + 1 + Long.BYTES + NONCE_LENGTH)
					.put(MAGIC)
					.put(Frames.VERSION)
					.putLong(id)
					.put(ours));
		byte version = read(socket, 1).get();
		if (!Frames.isUnderstood(version)) {
			throw new ProtocolException("The master speaks version " + version
					+ " of the protocol and this worker version " + Frames.VERSION + ": full restart needed");
		}
		ByteBuffer answer = read(socket, NONCE_LENGTH + MAC_LENGTH);
		byte[] theirs = new byte[NONCE_LENGTH];
		answer.get(theirs);
		byte[] proof = new byte[MAC_LENGTH];
		answer.get(proof);
		if (!MessageDigest.isEqual(proof, mac(key, "master", ours, theirs, id))) {
			throw new ProtocolException("The other end is not the master of this worker");
		}
		write(socket, ByteBuffer.allocate(MAC_LENGTH).put(mac(key, "worker", theirs, ours, id)));
		if (read(socket, 1).get() != CONFIRMED) {
			throw new ProtocolException("The master has refused this worker");
		}
	}

	private static byte[] mac(byte[] key, String who, byte[] first, byte[] second, long id) {
		try {
			Mac mac = Mac.getInstance("HmacSHA256");
			mac.init(new SecretKeySpec(key, "HmacSHA256"));
			mac.update(who.getBytes(StandardCharsets.US_ASCII));
			mac.update(first);
			mac.update(second);
			return mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(id).array());
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every JVM has HmacSHA256", ex);
		}
	}

	private static ByteBuffer read(SocketChannel socket, int count) throws IOException {
		ByteBuffer buffer = ByteBuffer.allocate(count);
		while (buffer.hasRemaining()) {
			if (socket.read(buffer) < 0) {
				throw new EOFException("The connection ended within the handshake");
			}
		}
		return buffer.flip();
	}

	private static void write(SocketChannel socket, ByteBuffer buffer) throws IOException {
		buffer.flip();
		while (buffer.hasRemaining()) {
			socket.write(buffer);
		}
	}

}
