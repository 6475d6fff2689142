package io.coolnode.it.lounge;

import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import io.coolnode.Channel;
import io.coolnode.ChannelException;
import io.coolnode.ChannelListener;
import io.coolnode.Cluster;

/**
 * Sends to processes of several machines, and tells what came from them.
 */
@RestController
@RequestMapping("/mail")
class MailController {

	private static final Logger logger = LoggerFactory.getLogger(MailController.class);

	private final Channel channel;

	private final Mail mail;

	MailController(Channel channel, Mail mail) {
		this.channel = channel;
		this.mail = mail;
		channel.on("wait", (message) -> logger.info("Somebody waits: {}", message.sender().code()));
	}

	/**
	 * Send numbered messages.
	 * @param to a target, or {@code *} for all workers
	 * @param box what tells these messages from others
	 * @param count how many
	 * @param rate how many a second
	 * @return how many were refused
	 */
	@PostMapping
	String send(@RequestParam String to, @RequestParam String box, @RequestParam long count,
			@RequestParam(defaultValue = "1000000") long rate) {
		long start = System.nanoTime();
		long refused = 0;
		for (long number = 0; number < count; number++) {
			long due = start + TimeUnit.SECONDS.toNanos(number) / rate;
			while (System.nanoTime() < due) {
				LockSupport.parkNanos(due - System.nanoTime());
			}
			refused += send(to, box, number) ? 0 : 1;
		}
		return refused + " refused";
	}

	private boolean send(String to, String box, long number) {
		try {
			if (to.equals("*")) {
				this.channel.broadcast("mail", number, box);
			}
			else {
				this.channel.emitTo(to, "mail", number, box);
			}
			return true;
		}
		catch (ChannelException ex) {
			return false;
		}
	}

	@GetMapping
	String mail() {
		return this.mail.toString();
	}

	@ChannelListener("who")
	String who() {
		return this.channel.code() + " " + ProcessHandle.current().pid();
	}

	@GetMapping("/ask")
	String ask(@RequestParam String to, @RequestParam(defaultValue = "who") String event) {
		try {
			return String.valueOf(this.channel.request(to, event).join().get(0, String.class));
		}
		catch (ChannelException ex) {
			return ex.toString();
		}
		catch (CompletionException ex) {
			return String.valueOf(ex.getCause());
		}
	}

	@PostMapping("/restart")
	void restart(@RequestParam(required = false) String node) {
		Cluster cluster = this.channel.cluster();
		((node != null) ? cluster.restartNode(node) : cluster.restartAllNodes()).join();
	}

	@GetMapping("/workers")
	String workers() {
		return this.channel.cluster()
			.workers()
			.stream()
			.map((worker) -> worker.code() + " on " + worker.node() + " " + worker.state())
			.collect(Collectors.joining("\n"));
	}

}
