package io.coolnode.it.app;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.context.ApplicationContext;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

import io.coolnode.Channel;

/**
 * Requests that have no end.
 */
@RestController
class BadDayController {

	private static final long WATCH_NANOS = 50_000_000;

	private final Channel channel;

	private final ApplicationContext context;

	private final AtomicInteger streams = new AtomicInteger();

	private final Lock one = new ReentrantLock();

	private final Lock other = new ReentrantLock();

	private final CyclicBarrier bothHeld = new CyclicBarrier(2);

	private final CountDownLatch allBusy;

	BadDayController(Channel channel, ApplicationContext context,
			@Value("${server.tomcat.threads.max:200}") int threads) {
		this.channel = channel;
		this.context = context;
		this.allBusy = new CountDownLatch(threads);
	}

	/**
	 * Begin a stream of events that goes on until somebody ends it.
	 * @return the stream
	 * @throws IOException if the first event cannot be sent
	 */
	@GetMapping("/stream")
	SseEmitter stream() throws IOException {
		SseEmitter emitter = new SseEmitter(0L);
		emitter.onCompletion(this.streams::decrementAndGet);
		this.streams.incrementAndGet();
		emitter.send("begun");
		return emitter;
	}

	/**
	 * Tell how many streams go on in this process.
	 * @return the number
	 */
	@GetMapping("/streams")
	String streams() {
		return this.streams.toString();
	}

	/**
	 * Take two locks as soon as all threads are busy with that, in an order that is
	 * another one for other requests: some wait for each other, and all others for those.
	 * @param id the worker that is meant
	 * @param first whether to take the one before the other
	 * @return something if another worker was meant, else never
	 */
	@PostMapping("/deadlock")
	String deadlock(@RequestParam long id, @RequestParam boolean first) throws Exception {
		if (this.channel.id() == id) {
			this.allBusy.countDown();
			(first ? this.one : this.other).lock();
			this.allBusy.await();
			this.bothHeld.await();
			(first ? this.other : this.one).lock();
		}
		return "no";
	}

	/**
	 * Watch over this application from a thread that serves no requests, as applications
	 * do that know when they are beyond recovery.
	 */
	@PostMapping("/watchdog")
	void watch() {
		Thread watchdog = new Thread(() -> {
			while (ManagementFactory.getThreadMXBean().findDeadlockedThreads() == null) {
				LockSupport.parkNanos(WATCH_NANOS);
			}
			AvailabilityChangeEvent.publish(this.context, LivenessState.BROKEN);
		}, "watchdog");
		watchdog.setDaemon(true);
		watchdog.start();
	}

}
