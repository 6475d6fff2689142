package io.coolnode.it.ports;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.boot.ApplicationArguments;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.filter.OncePerRequestFilter;

import io.coolnode.Channel;

/**
 * Answers, and tells what its JVM was started with.
 */
@RestController
class PortsController {

	private final ApplicationArguments arguments;

	PortsController(ApplicationArguments arguments) {
		this.arguments = arguments;
	}

	@GetMapping("/echo")
	String echo(@RequestParam String text, @RequestParam(defaultValue = "0") long millis) throws InterruptedException {
		Thread.sleep(millis);
		return text;
	}

	@PostMapping(path = "/echo", produces = MediaType.APPLICATION_OCTET_STREAM_VALUE)
	byte[] echo(@RequestBody byte[] body, @RequestParam(defaultValue = "0") long millis) throws InterruptedException {
		Thread.sleep(millis);
		return body;
	}

	/**
	 * Tell what this JVM was started with.
	 * @return a line for each option, and for each argument of the program
	 */
	@GetMapping(path = "/launch", produces = MediaType.TEXT_PLAIN_VALUE)
	String launch() {
		List<String> lines = new ArrayList<>();
		ManagementFactory.getRuntimeMXBean().getInputArguments().forEach((option) -> lines.add("option " + option));
		List.of(this.arguments.getSourceArgs()).forEach((argument) -> lines.add("argument " + argument));
		lines.add("heap " + Runtime.getRuntime().maxMemory());
		return String.join("\n", lines);
	}

	/**
	 * Tell which kind of thread serves.
	 * @param request the request
	 * @return the thread and the protocol
	 */
	@GetMapping("/thread")
	String thread(HttpServletRequest request) {
		return Thread.currentThread() + " " + request.getProtocol();
	}

	/**
	 * Says in each answer which process it is of, and refuses what was meant for another
	 * one.
	 */
	@Component
	static class WorkerFilter extends OncePerRequestFilter {

		private static final int MISDIRECTED = 421;

		private final Channel channel;

		WorkerFilter(Channel channel) {
			this.channel = channel;
		}

		@Override
		protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
				throws ServletException, IOException {
			response.setHeader("X-Worker",
					this.channel.code() + " " + this.channel.id() + " " + ProcessHandle.current().pid());
			String wanted = request.getHeader("X-For");
			if (wanted != null && !wanted.equals(this.channel.code())) {
				response.setStatus(MISDIRECTED);
				return;
			}
			chain.doFilter(request, response);
		}

	}

}
