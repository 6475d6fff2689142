package io.coolnode.sample.chat;

import java.util.regex.Pattern;

import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;

/**
 * Who is logged in, which is all that a session of this application knows.
 */
final class Login {

	private static final String ATTRIBUTE = "name";

	private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._-]{0,19}");

	private Login() {
	}

	static boolean isName(String text) {
		return NAME.matcher(text).matches();
	}

	static void set(HttpSession session, String name) {
		session.setAttribute(ATTRIBUTE, name);
	}

	static @Nullable String get(@Nullable HttpSession session) {
		return (session != null) ? (String) session.getAttribute(ATTRIBUTE) : null;
	}

}
