package io.coolnode.test;

import java.math.BigDecimal;

import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import io.coolnode.Channel;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TestCluster} beside an application that is the master.
 */
@SpringBootTest(classes = TestClusterTests.Application.class)
@AutoConfigureTestCluster(code = "master")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TestClusterMasterTests {

	@Autowired
	private TestCluster cluster;

	@Autowired
	private Channel channel;

	@Autowired
	private Prices prices;

	@Test
	@Order(1)
	void masterWhenItEmitsReachesTheWorkersAndHearsThem() throws Exception {
		assertThat(this.channel.isMaster()).isTrue();
		this.cluster.worker("B").on("stock", (question) -> question.reply(7));
		this.cluster.worker("A").emit("price", "tea", BigDecimal.ONE);
		this.cluster.awaitHandled();
		assertThat(this.prices.get("tea")).isEqualByComparingTo(BigDecimal.ONE);
		assertThat(this.prices.stock("B", "tea")).isEqualTo(7);
		assertThat(this.cluster.sent()).extracting(SentMessage::toString).containsExactly("stock to B (\"tea\")");
	}

	@Test
	@Order(2)
	void testWhenItBeginsKnowsNothingOfTheOneBefore() {
		assertThat(this.cluster.sent()).isEmpty();
		assertThat(this.channel.request("B", "stock")).failsWithin(java.time.Duration.ofSeconds(5))
			.withThrowableThat()
			.withMessageContaining("no handler");
	}

}
