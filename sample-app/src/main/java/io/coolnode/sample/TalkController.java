package io.coolnode.sample;

import java.util.List;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import io.coolnode.Channel;
import io.coolnode.WorkerState;

/**
 * What the pages ask for. It exists in the workers only.
 */
@RestController
class TalkController {

	private final Channel channel;

	private final Transcript transcript;

	private final GreetingTalk greeting;

	TalkController(Channel channel, Transcript transcript, GreetingTalk greeting) {
		this.channel = channel;
		this.transcript = transcript;
		this.greeting = greeting;
	}

	@GetMapping("/cluster")
	ClusterStatus cluster() {
		List<Place> places = this.channel.cluster()
			.workers()
			.stream()
			.map((worker) -> new Place(worker.code(), worker.id(), worker.state()))
			.toList();
		return new ClusterStatus(this.channel.code(), ProcessHandle.current().pid(), places);
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

	/**
	 * The worker that answers, and all there are.
	 *
	 * @param code the code of the worker that answers
	 * @param pid its process id
	 * @param workers all workers
	 */
	record ClusterStatus(String code, long pid, List<Place> workers) {

	}

	/**
	 * The place of a worker.
	 *
	 * @param code the code
	 * @param id the id of the process there
	 * @param state what the place is doing
	 */
	record Place(String code, long id, WorkerState state) {

	}

}
