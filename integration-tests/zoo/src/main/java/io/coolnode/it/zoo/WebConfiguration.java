package io.coolnode.it.zoo;

import java.security.Principal;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

import io.coolnode.Channel;

/**
 * What serves requests; all of it uses the channel, and is of no use in a master.
 */
@Configuration(proxyBeanMethods = false)
class WebConfiguration implements WebMvcConfigurer {

	private final Channel channel;

	WebConfiguration(Channel channel) {
		this.channel = channel;
	}

	@Override
	public void addInterceptors(InterceptorRegistry registry) {
		registry.addInterceptor(new HandlerInterceptor() {

			@Override
			public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
				response.setHeader("Worker", WebConfiguration.this.channel.code());
				return true;
			}

		});
	}

	@Bean
	SecurityFilterChain everybody(HttpSecurity http, Channel channel) {
		return http
			.authorizeHttpRequests(
					(requests) -> requests.requestMatchers("/keepers").authenticated().anyRequest().permitAll())
			.httpBasic(Customizer.withDefaults())
			.build();
	}

	@Bean
	Filter idFilter(Channel channel) {
		return (request, response, chain) -> {
			((HttpServletResponse) response).setHeader("Worker-Id", Long.toString(channel.id()));
			chain.doFilter(request, response);
		};
	}

	/**
	 * Answers from the database.
	 */
	@RestController
	static class AnimalController {

		private final AnimalRepository animals;

		private final Channel channel;

		AnimalController(AnimalRepository animals, Channel channel) {
			this.animals = animals;
			this.channel = channel;
		}

		@GetMapping("/animals")
		String count() {
			return this.channel.code() + " " + this.animals.count();
		}

	}

	/**
	 * Answers those who have a password.
	 */
	@RestController
	static class KeeperController {

		@GetMapping("/keepers")
		String keeper(Principal keeper) {
			return keeper.getName();
		}

	}

	/**
	 * Answers when something went wrong.
	 */
	@RestControllerAdvice
	static class Apologies {

		private final Channel channel;

		Apologies(Channel channel) {
			this.channel = channel;
		}

		@ExceptionHandler
		String apologize(IllegalStateException ex) {
			return this.channel.code() + " " + ex.getMessage();
		}

	}

}
