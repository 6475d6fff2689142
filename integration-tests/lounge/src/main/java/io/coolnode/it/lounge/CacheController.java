package io.coolnode.it.lounge;

import java.util.concurrent.atomic.AtomicInteger;

import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Serves what was cached in this process.
 */
@RestController
class CacheController {

	private static final String MENU = "menu";

	private final Kitchen kitchen;

	private final CacheManager caches;

	CacheController(Kitchen kitchen, CacheManager caches) {
		this.kitchen = kitchen;
		this.caches = caches;
	}

	@GetMapping("/dish")
	String dish(@RequestParam String name) {
		return this.kitchen.cook(name);
	}

	@PostMapping("/dish/evict")
	void evict(@RequestParam String name) {
		this.kitchen.forget(name);
	}

	@PostMapping("/dish/clear")
	void clear() {
		Cache cache = this.caches.getCache(MENU);
		if (cache != null) {
			cache.clear();
		}
	}

	/**
	 * Counts what it has to make anew.
	 */
	@Component
	static class Kitchen {

		private final AtomicInteger cooked = new AtomicInteger();

		@Cacheable(MENU)
		String cook(String name) {
			return name + " " + this.cooked.incrementAndGet();
		}

		@CacheEvict(MENU)
		void forget(String name) {
		}

	}

}
