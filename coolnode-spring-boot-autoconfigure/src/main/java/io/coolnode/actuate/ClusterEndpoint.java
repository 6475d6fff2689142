package io.coolnode.actuate;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;

import io.coolnode.ChannelMessage;
import io.coolnode.RequestFailedException;
import io.coolnode.channel.ClusterEventNames;
import io.coolnode.channel.InternalChannel;

/**
 * The endpoint {@code cluster}: tells of all processes, restarts workers one after
 * another, and changes their number. Whichever worker answers asks the master.
 */
@WebEndpoint(id = "cluster")
public class ClusterEndpoint {

	private static final String MASTER = "master";

	private static final String CHANGES = "changes";

	private static final int ACCEPTED = 202;

	private final InternalChannel channel;

	/**
	 * Create the endpoint of a worker.
	 * @param channel the channel to the master
	 */
	public ClusterEndpoint(InternalChannel channel) {
		this.channel = channel;
	}

	/**
	 * Return what the master knows of the cluster.
	 * @return the report, or the status 503 if the master does not answer
	 */
	@ReadOperation
	public WebEndpointResponse<Object> cluster() {
		return ask(WebEndpointResponse.STATUS_OK, ClusterEventNames.REPORT, null);
	}

	/**
	 * Return how a change goes.
	 * @param changes {@code changes}
	 * @param id the number that was answered when it was asked for
	 * @return the change, or the status 404 if there is none, or it was long ago
	 */
	@ReadOperation
	public WebEndpointResponse<Object> change(@Selector String changes, @Selector long id) {
		WebEndpointResponse<Object> report = cluster();
		if (report.getStatus() != WebEndpointResponse.STATUS_OK) {
			return report;
		}
		if (changes.equals(CHANGES) && report.getBody() instanceof Map<?, ?> body
				&& body.get(CHANGES) instanceof List<?> list) {
			for (Object each : list) {
				if (each instanceof Map<?, ?> change && change.get("id") instanceof Number number
						&& number.longValue() == id) {
					return new WebEndpointResponse<>(change, WebEndpointResponse.STATUS_OK);
				}
			}
		}
		return refuse(WebEndpointResponse.STATUS_NOT_FOUND, "There is no such change");
	}

	/**
	 * Ask for a change. It is under way, or waits for others, when this returns; the
	 * report tells how it goes, by the number that is answered.
	 * @param change {@code restart} or {@code scale}
	 * @param code for a restart, the code of the one place to restart; all without it
	 * @param workers for scaling, the number of workers
	 * @return the status 202 and the number of the change, or 400 and the reason
	 */
	@WriteOperation
	public WebEndpointResponse<Object> change(@Selector String change, @Nullable String code,
			@Nullable Integer workers) {
		if (change.equals("restart") && workers == null) {
			return ask(ACCEPTED, ClusterEventNames.RESTART, code);
		}
		if (change.equals("scale") && workers != null && code == null) {
			return ask(ACCEPTED, ClusterEventNames.SCALE, workers);
		}
		return refuse(WebEndpointResponse.STATUS_BAD_REQUEST,
				"Ask for 'restart', with or without a 'code', or for 'scale' with a number of 'workers'");
	}

	private WebEndpointResponse<Object> ask(int status, String event, @Nullable Object argument) {
		try {
			ChannelMessage answer = this.channel.request(MASTER, event, argument).join();
			Object body = event.equals(ClusterEventNames.REPORT) ? answer.get(0, Map.class)
					: Map.of("id", answer.get(0, Long.class));
			return new WebEndpointResponse<>(body, status);
		}
		catch (CompletionException ex) {
			if (ex.getCause() instanceof RequestFailedException failure) {
				boolean refused = failure.getReason() == RequestFailedException.Reason.HANDLER_FAILED;
				return refuse(refused ? WebEndpointResponse.STATUS_BAD_REQUEST
						: WebEndpointResponse.STATUS_SERVICE_UNAVAILABLE, String.valueOf(failure.getMessage()));
			}
			throw ex;
		}
	}

	private static WebEndpointResponse<Object> refuse(int status, String reason) {
		return new WebEndpointResponse<>(Map.of("error", reason), status);
	}

}
