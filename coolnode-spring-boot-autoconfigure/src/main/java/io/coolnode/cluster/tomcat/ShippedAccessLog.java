package io.coolnode.cluster.tomcat;

import java.io.CharArrayWriter;
import java.util.function.Consumer;

import org.apache.catalina.valves.AbstractAccessLogValve;
import org.apache.catalina.valves.AccessLogValve;

/**
 * Makes the lines of an access log in a worker, for a file that the master writes.
 */
final class ShippedAccessLog extends AbstractAccessLogValve {

	private final Consumer<String> lines;

	/**
	 * Create a valve that makes the same lines as another one, with a code.
	 * @param original the other one
	 * @param pattern the pattern of its lines
	 * @param lines takes the lines
	 */
	ShippedAccessLog(AccessLogValve original, String pattern, Consumer<String> lines) {
		this.lines = lines;
		setPattern(pattern);
		setEnabled(original.getEnabled());
		setConditionIf(original.getConditionIf());
		setConditionUnless(original.getConditionUnless());
		setIpv6Canonical(original.getIpv6Canonical());
		setRequestAttributesEnabled(original.getRequestAttributesEnabled());
		setMaxLogMessageBufferSize(original.getMaxLogMessageBufferSize());
		if (original.getLocale() != null) {
			setLocale(original.getLocale());
		}
	}

	@Override
	protected void log(CharArrayWriter message) {
		this.lines.accept(message.toString());
	}

}
