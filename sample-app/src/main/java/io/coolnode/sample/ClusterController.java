package io.coolnode.sample;

import java.util.List;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import io.coolnode.Channel;
import io.coolnode.WorkerState;

/**
 * Tells which worker answers, and what the others are doing.
 */
@RestController
class ClusterController {

	private final Channel channel;

	ClusterController(Channel channel) {
		this.channel = channel;
	}

	@GetMapping("/cluster")
	ClusterStatus cluster() {
		List<Place> places = this.channel.cluster()
			.workers()
			.stream()
			.map((worker) -> new Place(worker.code(), worker.id(), worker.pid().orElse(0), worker.state()))
			.toList();
		return new ClusterStatus(this.channel.code(), ProcessHandle.current().pid(), places);
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
	 * @param pid the process id, or 0 if there is no process at the moment
	 * @param state what the place is doing
	 */
	record Place(String code, long id, long pid, WorkerState state) {

	}

}
