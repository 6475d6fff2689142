package io.coolnode.cluster.tomcat;

import java.io.IOException;

import jakarta.servlet.ServletException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

import io.coolnode.cluster.WorkerLoad;

/**
 * Counts the threads that serve requests, and ends a connection politely when this worker
 * has more than its share: with {@code Connection: close} on an answer, or GOAWAY.
 */
public final class LoadValve extends ValveBase {

	private static final String HTTP_2 = "HTTP/2.0";

	private final WorkerLoad load;

	private final Shedding shedding;

	/**
	 * Create a valve.
	 * @param load what this worker has to do, and others have
	 */
	public LoadValve(WorkerLoad load) {
		this(load, new Shedding(load, System::nanoTime));
	}

	LoadValve(WorkerLoad load, Shedding shedding) {
		super(true);
		this.load = load;
		this.shedding = shedding;
	}

	@Override
	public void invoke(Request request, Response response) throws IOException, ServletException {
		this.load.requestBegan();
		try {
			if (this.shedding.isDue()) {
				shed(request, response);
			}
			getNext().invoke(request, response);
		}
		finally {
			this.load.requestEnded();
		}
	}

	private static void shed(Request request, Response response) {
		if (HTTP_2.equals(request.getProtocol())) {
			if (request.getConnector().getProtocolHandler() instanceof SharedPortProtocol protocol) {
				protocol.endOneHttp2();
			}
		}
		else if (request.getHeader("Upgrade") == null) {
			response.setHeader("Connection", "close");
		}
	}

}
