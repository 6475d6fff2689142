package io.coolnode.channel;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.coolnode.Sender;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MasterRouter}.
 */
@ExtendWith(OutputCaptureExtension.class)
class MasterRouterTests {

	private static final long GONE = 7;

	private final MasterRouter router = new MasterRouter(
			new ChannelSettings(100_000, 1000, Duration.ofMillis(100), Duration.ofSeconds(20), Delivery.AT_MOST_ONCE));

	@Test
	void routeWhenTheProcessHasEndedWarnsThatTheMessageIsLost(CapturedOutput output) {
		this.router.route(toTheGone("news"));
		assertThat(output).contains("WARN", "news", "is lost: ");
	}

	@Test
	void routeWhenTheProcessHasEndedSaysNothingOfWhatIsInternal(CapturedOutput output) {
		this.router.route(toTheGone("coolnode.shared.rooms"));
		assertThat(output).doesNotContain("WARN");
	}

	private static Envelope toTheGone(String event) {
		return Envelope.of(Envelope.Kind.MESSAGE, new Sender("A", 4, 4711), 1, 0, Target.process(GONE), event,
				new byte[0]);
	}

}
