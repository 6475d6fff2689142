package io.coolnode.session;

import org.jspecify.annotations.Nullable;

/**
 * Thrown where an application asks for a session, although it was told to have none. It
 * is no {@code IllegalStateException}, which Spring Security would take for a response
 * that was sent already.
 */
class SessionsForbiddenException extends RuntimeException {

	private final @Nullable SessionUse use;

	SessionsForbiddenException(@Nullable SessionUse use) {
		super("This request would create an HTTP session, which cool.server.session=none forbids. " + explain(use));
		this.use = use;
	}

	private static String explain(@Nullable SessionUse use) {
		if (use != null) {
			return "It is asked for by " + use.what() + ": " + use.remedy();
		}
		return "Usual causes are request.getSession(), flash attributes of a redirect, a CSRF token or a login kept "
				+ "in the session, session-scoped beans, @SessionAttributes, and a JSP without "
				+ "<%@ page session=\"false\" %>. Do without them, or set cool.server.session=shared and "
				+ "keep sessions in a store that all workers share";
	}

	/**
	 * Return what asked for the session.
	 * @return the known use, or {@code null} if it is none of these
	 */
	@Nullable SessionUse getUse() {
		return this.use;
	}

}
