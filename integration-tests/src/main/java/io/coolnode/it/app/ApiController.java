package io.coolnode.it.app;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import io.coolnode.Channel;
import io.coolnode.ChannelException;
import io.coolnode.ChannelMessage;
import io.coolnode.ChannelOverflowException;
import io.coolnode.RequestFailedException;

/**
 * Calls the channel, and tells what came of it.
 */
@RestController
@ConditionalOnProperty("test.api")
@RequestMapping("/api")
class ApiController {

	private final Channel channel;

	ApiController(Channel channel) {
		this.channel = channel;
	}

	@PostMapping("/request")
	String request(@RequestParam String to, @RequestParam String event,
			@RequestBody(required = false) @Nullable String text) throws InterruptedException {
		try {
			ChannelMessage answer = this.channel.request(to, event, text).get();
			return answer.sender().code() + " answered "
					+ ((answer.size() > 0) ? answer.get(0, Object.class) : "nothing");
		}
		catch (ExecutionException ex) {
			return (ex.getCause() instanceof RequestFailedException failure)
					? failure.getReason() + ": " + failure.getMessage() : ex.toString();
		}
	}

	@PostMapping("/bytes")
	byte @Nullable [] bytes(@RequestParam String to, @RequestBody byte[] bytes) throws Exception {
		return this.channel.request(to, "api.bytes", bytes).get().get(0, byte[].class);
	}

	@PostMapping("/emit")
	void emit(@RequestParam String to, @RequestParam String event,
			@RequestBody(required = false) @Nullable String text) {
		if (to.equals("*")) {
			this.channel.broadcast(event, text);
		}
		else {
			this.channel.emitTo(to, event, text);
		}
	}

	@PostMapping("/typed")
	void typed(@RequestParam String to, @RequestParam String text, @RequestParam int number) {
		this.channel.emitTo(to, "api.typed", text, number);
	}

	@PostMapping("/unwritable")
	void unwritable() {
		List<Object> endless = new ArrayList<>();
		endless.add(endless);
		this.channel.broadcast("api.text", endless);
	}

	/**
	 * Send numbered messages until one is refused.
	 * @param to the target
	 * @return how many were taken
	 */
	@PostMapping("/fill")
	String fill(@RequestParam String to) {
		byte[] data = new byte[10_000];
		long number = 0;
		while (true) {
			try {
				this.channel.emitTo(to, "numbered", number + 1, data);
				number++;
			}
			catch (ChannelOverflowException ex) {
				return Long.toString(number);
			}
		}
	}

	@ExceptionHandler({ ChannelException.class, IllegalArgumentException.class })
	@ResponseStatus(HttpStatus.BAD_REQUEST)
	String failed(RuntimeException ex) {
		return ex.getClass().getSimpleName() + ": " + ex.getMessage();
	}

}
