package io.coolnode.sample.talk;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import io.coolnode.test.AutoConfigureTestCluster;
import io.coolnode.test.SentMessage;
import io.coolnode.test.TestCluster;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the talks in a worker, without other processes.
 */
@SpringBootTest(classes = { GreetingTalk.class, NeighbourTalk.class, Transcript.class },
		webEnvironment = SpringBootTest.WebEnvironment.NONE)
@AutoConfigureTestCluster
class WorkerTalksTests {

	@Autowired
	private TestCluster cluster;

	@Autowired
	private GreetingTalk greeting;

	@Test
	void greetingWhenItComesIsPrintedAndAnswered() {
		this.cluster.master().emit("greeting", "Hello, everyone, I'm your master 7.", 7);
		this.cluster.awaitHandled();
		assertThat(printed()).isEqualTo("Hello, everyone, I'm your master 7. (from 7)");
		assertThat(this.cluster.sent("answer")).singleElement().satisfies((answer) -> {
			assertThat(answer.target()).isEqualTo("master");
			assertThat(answer.get(0, String.class)).startsWith("Hi, master, I'm your worker ");
		});
	}

	@Test
	void greetingWhenWantedAgainIsAskedForAtTheMaster() {
		this.greeting.again();
		assertThat(this.cluster.sent()).extracting(SentMessage::event).containsExactly("greet again");
	}

	@Test
	void neighbourWhenItIntroducesItselfIsPrinted() {
		this.cluster.worker("B").emitTo("A", "neighbour", "Hi, worker A, I am worker B.", "B");
		this.cluster.awaitHandled();
		assertThat(printed()).isEqualTo("Hi, worker A, I am worker B. (from B)");
	}

	private String printed() {
		assertThat(this.cluster.sent("printed")).hasSize(1);
		Transcript.Line line = this.cluster.sent("printed").get(0).get(0, Transcript.Line.class);
		assertThat(line).isNotNull();
		return line.text();
	}

}
