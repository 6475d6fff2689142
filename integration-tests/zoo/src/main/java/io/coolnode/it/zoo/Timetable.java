package io.coolnode.it.zoo;

import java.util.concurrent.atomic.AtomicInteger;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

import io.coolnode.scheduling.RunOn;

/**
 * What is to be done at times: in one process, in all, or in the master.
 */
@Component
class Timetable {

	private final Diary diary;

	private final long duration;

	private final AtomicInteger runs = new AtomicInteger();

	Timetable(Diary diary, @Value("${zoo.run-duration:50}") long duration) {
		this.diary = diary;
		this.duration = duration;
	}

	@Scheduled(fixedDelay = 50)
	void clean() throws InterruptedException {
		int run = this.runs.incrementAndGet();
		this.diary.note("clean-begin " + run);
		Thread.sleep(this.duration);
		this.diary.note("clean-end " + run);
	}

	@Scheduled(fixedDelay = 500)
	@RunOn("all")
	void look() {
		this.diary.note("look");
	}

	/**
	 * What is done in a worker of its own.
	 */
	@Component
	@ConditionalOnBooleanProperty("zoo.errand")
	static class Errand {

		private final Diary diary;

		Errand(Diary diary) {
			this.diary = diary;
		}

		@Scheduled(fixedDelay = 500)
		@RunOn("B")
		void run() {
			this.diary.note("errand");
		}

	}

	/**
	 * What is done in the master.
	 */
	@Component
	@ConditionalOnBooleanProperty("zoo.office")
	static class Office {

		private final Diary diary;

		Office(Diary diary) {
			this.diary = diary;
		}

		@Scheduled(fixedDelay = 500)
		@RunOn("master")
		void count() {
			this.diary.note("count");
		}

	}

}
