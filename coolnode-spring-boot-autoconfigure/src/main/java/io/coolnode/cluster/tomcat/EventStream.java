package io.coolnode.cluster.tomcat;

import java.util.Locale;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletResponse;
import org.apache.juli.logging.Log;
import org.apache.juli.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * An asynchronous request that may be a stream of server-sent events.
 *
 * @param context the asynchronous context
 * @param accepted what the client accepts
 */
record EventStream(AsyncContext context, @Nullable String accepted) {

	private static final Log log = LogFactory.getLog(EventStream.class);

	private static final String TYPE = "text/event-stream";

	/**
	 * End the answer as if the application had done it, so that the client sees the end
	 * of the stream and not that of the connection. Has no effect on other requests.
	 */
	void end() {
		try {
			ServletResponse response = this.context.getResponse();
			if (!response.isCommitted() && isType(this.accepted)) {
				// without the type a browser would not connect again
				response.setContentType(TYPE);
			}
			if (isType(response.getContentType())) {
				this.context.complete();
			}
		}
		catch (IllegalStateException ex) {
			log.debug("A stream of events has just ended by itself", ex);
		}
	}

	private static boolean isType(@Nullable String text) {
		return text != null && text.toLowerCase(Locale.ROOT).startsWith(TYPE);
	}

}
