package io.coolnode.it.zoo;

import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jms.annotation.JmsListener;
import org.springframework.stereotype.Component;

import io.coolnode.Channel;

/**
 * What an application does besides serving: each bean would do it in a master too, if it
 * came to life there.
 */
@Configuration(proxyBeanMethods = false)
class WorkConfiguration {

	@Bean
	ApplicationRunner animalRunner(AnimalRepository animals, Channel channel, Diary diary) {
		return (arguments) -> diary.note("runner " + channel.code() + " " + animals.count());
	}

	@Bean
	ApplicationListener<ContextRefreshedEvent> openingListener(Diary diary) {
		return (event) -> diary.note("refreshed");
	}

	/**
	 * Is called by a broker.
	 */
	@Component
	static class FeedingListener {

		private final Diary diary;

		private final Channel channel;

		FeedingListener(Diary diary, Channel channel) {
			this.diary = diary;
			this.channel = channel;
		}

		@JmsListener(destination = "feedings")
		void onFeeding(String animal) {
			this.diary.note("fed " + this.channel.code() + " " + animal);
		}

	}

	/**
	 * Is called when the application is ready.
	 */
	@Component
	static class ReadyNote {

		private final Diary diary;

		ReadyNote(Diary diary) {
			this.diary = diary;
		}

		@EventListener
		void onReady(ApplicationReadyEvent event) {
			this.diary.note("ready");
		}

	}

	/**
	 * Is started and stopped with the context.
	 */
	@Component
	static class Keeper implements SmartLifecycle {

		private final Diary diary;

		private volatile boolean running;

		Keeper(Diary diary) {
			this.diary = diary;
		}

		@Override
		public void start() {
			this.diary.note("keeper");
			this.running = true;
		}

		@Override
		public void stop() {
			this.running = false;
		}

		@Override
		public boolean isRunning() {
			return this.running;
		}

	}

}
