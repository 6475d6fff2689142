package io.coolnode.sample.talk;

import java.util.List;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * What the pages of the talks ask for. It exists in the workers only.
 */
@RestController
class TalkController {

	private final Transcript transcript;

	private final GreetingTalk greeting;

	TalkController(Transcript transcript, GreetingTalk greeting) {
		this.transcript = transcript;
		this.greeting = greeting;
	}

	@GetMapping("/talks/{name}")
	List<Transcript.Line> lines(@PathVariable String name) {
		return this.transcript.lines(name);
	}

	@PostMapping("/talks/greeting")
	@ResponseStatus(HttpStatus.ACCEPTED)
	void greetAgain() {
		this.greeting.again();
	}

}
