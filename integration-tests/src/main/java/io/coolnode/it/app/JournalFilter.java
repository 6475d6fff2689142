package io.coolnode.it.app;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Writes the number of each request that reaches this process to the file
 * {@code test.journal/<pid>}, which survives any death of the process.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
@ConditionalOnProperty("test.journal")
class JournalFilter extends OncePerRequestFilter {

	private final FileChannel file;

	JournalFilter(@Value("${test.journal}") Path directory) throws IOException {
		Path path = Files.createDirectories(directory).resolve(Long.toString(ProcessHandle.current().pid()));
		this.file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		String number = request.getHeader("X-Request");
		if (number != null) {
			this.file.write(ByteBuffer.wrap((number + "\n").getBytes(StandardCharsets.US_ASCII)));
		}
		chain.doFilter(request, response);
	}

}
