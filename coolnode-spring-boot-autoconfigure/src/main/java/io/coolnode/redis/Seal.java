package io.coolnode.redis;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.jspecify.annotations.Nullable;

/**
 * Proves that a record was written by one who knows the secret, and for the stream in
 * which it stands: HMAC-SHA256 over the key of the stream and the record. Without a
 * secret nothing is added and nothing is proved.
 */
final class Seal {

	private static final String ALGORITHM = "HmacSHA256";

	private static final int LENGTH = 32;

	private final @Nullable SecretKeySpec key;

	Seal(@Nullable String secret) {
		this.key = (secret != null) ? new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM) : null;
	}

	byte[] seal(String stream, byte[] record) {
		if (this.key == null) {
			return record;
		}
		byte[] sealed = Arrays.copyOf(record, record.length + LENGTH);
		System.arraycopy(hash(this.key, stream, record, record.length), 0, sealed, record.length, LENGTH);
		return sealed;
	}

	/**
	 * Check a record.
	 * @param stream the key of the stream in which it stands
	 * @param sealed what {@link #seal} has returned
	 * @return the record
	 * @throws MalformedRecordException if it was written by somebody else, or for another
	 * stream
	 */
	byte[] open(String stream, byte[] sealed) {
		if (this.key == null) {
			return sealed;
		}
		int length = sealed.length - LENGTH;
		if (length < 0 || !MessageDigest.isEqual(hash(this.key, stream, sealed, length),
				Arrays.copyOfRange(sealed, length, sealed.length))) {
			throw new MalformedRecordException(
					"Its writer does not know the secret of this cluster (cool.channel.redis.secret)");
		}
		return Arrays.copyOf(sealed, length);
	}

	private static byte[] hash(SecretKeySpec key, String stream, byte[] record, int length) {
		try {
			Mac mac = Mac.getInstance(ALGORITHM);
			mac.init(key);
			mac.update(stream.getBytes(StandardCharsets.UTF_8));
			mac.update((byte) 0);
			mac.update(record, 0, length);
			return mac.doFinal();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("This JVM has no " + ALGORITHM, ex);
		}
	}

}
