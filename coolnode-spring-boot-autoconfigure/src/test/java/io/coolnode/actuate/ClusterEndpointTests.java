package io.coolnode.actuate;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

import io.coolnode.channel.ChannelSettings;
import io.coolnode.channel.DataCodec;
import io.coolnode.channel.DefaultChannel;
import io.coolnode.channel.Delivery;
import io.coolnode.channel.InternalChannel;
import io.coolnode.cluster.ClusterView;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ClusterEndpoint}, with a process that is its own master.
 */
class ClusterEndpointTests {

	private final InternalChannel channel = DefaultChannel
		.standalone(ClusterView.standalone("one"),
				new ChannelSettings(1000, 10_000, Duration.ofSeconds(1), Duration.ofSeconds(5), Delivery.AT_MOST_ONCE),
				new DataCodec(new JsonMapper()))
		.internal();

	private final ClusterEndpoint endpoint = new ClusterEndpoint(this.channel);

	@BeforeEach
	void ready() {
		this.channel.channel().ready();
	}

	@AfterEach
	void close() {
		this.channel.close();
	}

	@Test
	void readReturnsWhatTheMasterReports() {
		this.channel.on("coolnode.cluster.report", (message) -> message.reply(Map.of("port", 8080)));
		WebEndpointResponse<Object> response = this.endpoint.cluster();
		assertThat(response.getStatus()).isEqualTo(200);
		assertThat(response.getBody()).isEqualTo(Map.of("port", 8080));
	}

	@Test
	void readWhenNobodyAnswersIsUnavailable() {
		WebEndpointResponse<Object> response = this.endpoint.cluster();
		assertThat(response.getStatus()).isEqualTo(503);
	}

	@Test
	void changeIsToldByItsNumber() {
		this.channel.on("coolnode.cluster.report",
				(message) -> message.reply(Map.of("changes", List.of(Map.of("id", 7, "state", "RUNNING")))));
		WebEndpointResponse<Object> response = this.endpoint.change("changes", 7);
		assertThat(response.getStatus()).isEqualTo(200);
		assertThat(response.getBody()).isEqualTo(Map.of("id", 7, "state", "RUNNING"));
		assertThat(this.endpoint.change("changes", 8).getStatus()).isEqualTo(404);
		assertThat(this.endpoint.change("others", 7).getStatus()).isEqualTo(404);
	}

	@Test
	void changeWhenNobodyAnswersIsUnavailable() {
		assertThat(this.endpoint.change("changes", 7).getStatus()).isEqualTo(503);
	}

	@Test
	void restartIsAcceptedWithTheNumberOfTheChange() {
		this.channel.on("coolnode.cluster.restart",
				(message) -> message.reply("B".equals(message.get(0, String.class)) ? 2 : 1));
		WebEndpointResponse<Object> all = this.endpoint.change("restart", null, null);
		assertThat(all.getStatus()).isEqualTo(202);
		assertThat(all.getBody()).isEqualTo(Map.of("id", 1L));
		assertThat(this.endpoint.change("restart", "B", null).getBody()).isEqualTo(Map.of("id", 2L));
	}

	@Test
	void scaleIsAcceptedWithTheNumberOfTheChange() {
		this.channel.on("coolnode.cluster.scale", (message) -> message.reply(message.get(0, Integer.class)));
		WebEndpointResponse<Object> response = this.endpoint.change("scale", null, 7);
		assertThat(response.getStatus()).isEqualTo(202);
		assertThat(response.getBody()).isEqualTo(Map.of("id", 7L));
	}

	@Test
	void changeWhenTheMasterRefusesIsABadRequestWithTheReason() {
		this.channel.on("coolnode.cluster.scale", (message) -> {
			throw new IllegalArgumentException("one worker at least");
		});
		WebEndpointResponse<Object> response = this.endpoint.change("scale", null, 0);
		assertThat(response.getStatus()).isEqualTo(400);
		assertThat(response.getBody()).asString().contains("one worker at least");
	}

	@Test
	void changeWhenItIsUnknownOrIncompleteIsABadRequest() {
		assertThat(this.endpoint.change("explode", null, null).getStatus()).isEqualTo(400);
		assertThat(this.endpoint.change("scale", null, null).getStatus()).isEqualTo(400);
		assertThat(this.endpoint.change("restart", null, 3).getStatus()).isEqualTo(400);
		assertThat(this.endpoint.change("scale", "A", 3).getStatus()).isEqualTo(400);
	}

}
