package io.coolnode.it.app;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

import io.coolnode.Channel;

/**
 * Says in each answer which process it is of, and refuses what was meant for another one.
 */
@Component
class WorkerFilter extends OncePerRequestFilter {

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
