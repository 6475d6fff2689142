package io.coolnode.it.app;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import io.coolnode.Channel;
import io.coolnode.ChannelException;

/**
 * Sends messages, and tells which ones came.
 */
@RestController
@RequestMapping("/channel")
class ChannelController {

	private final Channel channel;

	private final Recorder recorder;

	ChannelController(Channel channel, Recorder recorder) {
		this.channel = channel;
		this.recorder = recorder;
	}

	/**
	 * Send numbered messages.
	 * @param to a code, {@code master}, a number or {@code *} for all workers
	 * @param event the event
	 * @param from the first number
	 * @param count how many
	 */
	@PostMapping("/send")
	void send(@RequestParam String to, @RequestParam(defaultValue = "numbered") String event,
			@RequestParam(defaultValue = "1") long from, @RequestParam(defaultValue = "1") long count) {
		for (long number = from; number < from + count; number++) {
			if (to.equals("*")) {
				this.channel.broadcast(event, number);
			}
			else {
				this.channel.emitTo(to, event, number);
			}
		}
	}

	/**
	 * Send numbered messages to worker A, as many a second.
	 * @param from the first number
	 * @param count how many
	 * @param rate how many a second
	 */
	@PostMapping("/entries")
	void sendEntries(@RequestParam int from, @RequestParam int count, @RequestParam int rate) {
		long start = System.nanoTime();
		for (int i = 0; i < count; i++) {
			long due = start + TimeUnit.SECONDS.toNanos(i) / rate;
			while (i % 100 == 0 && System.nanoTime() < due) {
				LockSupport.parkNanos(due - System.nanoTime());
			}
			this.channel.emitTo("A", "entry", from + i);
		}
	}

	/**
	 * Let the master send numbered messages.
	 * @param to a code
	 * @param count how many
	 */
	@PostMapping("/master/send")
	void sendFromMaster(@RequestParam String to, @RequestParam long count) {
		this.channel.emit("send", to, count);
	}

	@GetMapping("/received")
	String received() {
		return this.recorder.report();
	}

	@GetMapping("/master/received")
	String receivedByMaster() throws Exception {
		CompletableFuture<String> report = new CompletableFuture<>();
		this.channel.once("reported", String.class, report::complete);
		this.channel.emit("report");
		return report.get(10, TimeUnit.SECONDS);
	}

	@ExceptionHandler
	@ResponseStatus(HttpStatus.BAD_REQUEST)
	String failed(ChannelException ex) {
		return ex.getClass().getSimpleName() + ": " + ex.getMessage();
	}

}
