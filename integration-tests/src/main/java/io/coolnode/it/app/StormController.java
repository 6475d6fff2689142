package io.coolnode.it.app;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import io.coolnode.Channel;

/**
 * Begins and ends the storm, and tells what each process has counted.
 */
@RestController
@ConditionalOnProperty("test.storm")
@RequestMapping("/storm")
class StormController {

	private final Channel channel;

	StormController(Channel channel) {
		this.channel = channel;
	}

	@PostMapping("/begin")
	void begin() {
		this.channel.emit("storm-begin");
	}

	@PostMapping("/end")
	void end() {
		this.channel.emit("storm-end");
	}

	@GetMapping("/report")
	@Nullable String report(@RequestParam String of) throws Exception {
		return this.channel.request(of, "storm-report").get().get(0, String.class);
	}

}
