package io.coolnode.sample.chat;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * Lets people in by their name alone. The login is in the HTTP session, which Spring
 * Session keeps in Redis: every worker knows it.
 */
@RestController
class LoginController {

	@PostMapping("/login")
	Me login(@RequestBody Me me, HttpServletRequest request) {
		String name = (me.name() != null) ? me.name().trim() : "";
		if (!Login.isName(name)) {
			throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
		}
		HttpSession session = request.getSession();
		request.changeSessionId();
		Login.set(session, name);
		return new Me(name);
	}

	@PostMapping("/logout")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void logout(HttpServletRequest request) {
		HttpSession session = request.getSession(false);
		if (session != null) {
			session.invalidate();
		}
	}

	@GetMapping("/me")
	Me me(HttpServletRequest request) {
		return new Me(Login.get(request.getSession(false)));
	}

	/**
	 * Somebody.
	 *
	 * @param name the name, or {@code null} of somebody who is not logged in
	 */
	record Me(@Nullable String name) {

	}

}
