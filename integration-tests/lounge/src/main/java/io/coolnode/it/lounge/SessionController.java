package io.coolnode.it.lounge;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Lets somebody in and out.
 */
@RestController
class SessionController {

	private static final String NAME = "name";

	@PostMapping("/login")
	void login(@RequestParam String name, @RequestParam(defaultValue = "1800") int seconds,
			HttpServletRequest request) {
		HttpSession session = request.getSession();
		session.setMaxInactiveInterval(seconds);
		session.setAttribute(NAME, name);
	}

	@GetMapping("/me")
	String me(HttpServletRequest request) {
		HttpSession session = request.getSession(false);
		return (session != null) ? (String) session.getAttribute(NAME) : "nobody";
	}

	@PostMapping("/logout")
	void logout(HttpServletRequest request) {
		HttpSession session = request.getSession(false);
		if (session != null) {
			session.invalidate();
		}
	}

}
