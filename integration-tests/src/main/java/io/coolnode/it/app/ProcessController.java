package io.coolnode.it.app;

import java.io.IOException;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import sun.misc.Unsafe;

import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.context.ApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import io.coolnode.Channel;

/**
 * Answers, tells who answers, and ends its process in all ways there are.
 */
@RestController
class ProcessController {

	private final Channel channel;

	private final ApplicationContext context;

	private final AtomicInteger slow = new AtomicInteger();

	ProcessController(Channel channel, ApplicationContext context) {
		this.channel = channel;
		this.context = context;
	}

	@GetMapping("/who")
	String who() {
		return this.channel.code() + " " + this.channel.id() + " " + ProcessHandle.current().pid();
	}

	@GetMapping("/cluster")
	String cluster() {
		return this.channel.cluster()
			.workers()
			.stream()
			.map((worker) -> worker.code() + " " + worker.id() + " " + worker.pid().orElse(0) + " " + worker.state()
					+ " " + worker.restarts() + "\n")
			.collect(Collectors.joining());
	}

	@GetMapping("/echo")
	String echo(@RequestParam String text, @RequestParam(defaultValue = "0") long millis) throws InterruptedException {
		pause(millis);
		return text;
	}

	@PostMapping(path = "/echo", produces = MediaType.APPLICATION_OCTET_STREAM_VALUE)
	byte[] echo(@RequestBody byte[] body, @RequestParam(defaultValue = "0") long millis) throws InterruptedException {
		pause(millis);
		return body;
	}

	private void pause(long millis) throws InterruptedException {
		if (millis > 0) {
			this.slow.incrementAndGet();
			try {
				Thread.sleep(millis);
			}
			finally {
				this.slow.decrementAndGet();
			}
		}
	}

	/**
	 * Tell how many requests pause in this process.
	 * @return the number
	 */
	@GetMapping("/busy")
	String busy() {
		return Integer.toString(this.slow.get());
	}

	@PostMapping("/exit")
	void exit(@RequestParam int status) {
		new Thread(() -> System.exit(status), "exit").start();
	}

	@PostMapping("/halt")
	void halt(@RequestParam int status) {
		Runtime.getRuntime().halt(status);
	}

	@PostMapping("/exhaust")
	void exhaust() {
		List<byte[]> memory = new ArrayList<>();
		while (true) {
			memory.add(new byte[1024 * 1024]);
		}
	}

	@PostMapping("/break")
	void breakDown() {
		AvailabilityChangeEvent.publish(this.context, LivenessState.BROKEN);
	}

	@PostMapping("/crash")
	void crash() throws ReflectiveOperationException {
		Field unsafe = Unsafe.class.getDeclaredField("theUnsafe");
		unsafe.setAccessible(true);
		((Unsafe) unsafe.get(null)).putAddress(0, 0);
	}

	/**
	 * Start a child of this process.
	 * @param seconds how long it lives
	 * @return its pid
	 * @throws IOException if it cannot be started
	 */
	@PostMapping("/spawn")
	long spawn(@RequestParam int seconds) throws IOException {
		return new ProcessBuilder("sleep", Integer.toString(seconds)).inheritIO().start().pid();
	}

}
