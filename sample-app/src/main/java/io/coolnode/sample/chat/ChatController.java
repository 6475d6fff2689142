package io.coolnode.sample.chat;

import java.security.Principal;
import java.time.Instant;
import java.util.List;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.http.HttpStatus;
import org.springframework.messaging.handler.annotation.DestinationVariable;
import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.messaging.simp.SimpMessagingTemplate;
import org.springframework.messaging.simp.annotation.SubscribeMapping;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.server.ResponseStatusException;

import io.coolnode.Channel;

/**
 * The talk in the rooms. Nothing in it knows that there are several processes, but for
 * what it tells of them.
 */
@Controller
class ChatController {

	private static final Log logger = LogFactory.getLog(ChatController.class);

	private static final int LONGEST = 500;

	private final SimpMessagingTemplate template;

	private final ChatHistory history;

	private final People people;

	private final Channel channel;

	ChatController(SimpMessagingTemplate template, ChatHistory history, People people, Channel channel) {
		this.template = template;
		this.history = history;
		this.people = people;
		this.channel = channel;
	}

	@MessageMapping("/rooms/{id}")
	void say(@DestinationVariable String id, Said said, Principal user) {
		String text = said.text().strip();
		ChatRoom.of(id).filter((room) -> !text.isEmpty() && text.length() <= LONGEST).ifPresent((room) -> {
			ChatMessage message = new ChatMessage(user.getName(), text, this.channel.code(), Instant.now());
			this.history.add(room, message);
			this.template.convertAndSend(room.topic(), message);
		});
	}

	/**
	 * Tell a page which worker it is connected to.
	 * @return the worker
	 */
	@SubscribeMapping("/serving")
	Serving serving() {
		return new Serving(this.channel.code(), this.channel.id(), ProcessHandle.current().pid());
	}

	/**
	 * End this process as {@code kill -9} does: nothing is closed and nobody is told.
	 * @param user who wants that
	 */
	@MessageMapping("/kill")
	void kill(Principal user) {
		logger.warn(user.getName() + " kills worker " + this.channel.code());
		Runtime.getRuntime().halt(137);
	}

	@GetMapping("/rooms/{id}")
	@ResponseBody
	List<ChatMessage> history(@PathVariable String id) {
		return ChatRoom.of(id)
			.map(this.history::of)
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
	}

	@GetMapping("/people")
	@ResponseBody
	List<People.Person> people() {
		return this.people.online();
	}

	/**
	 * What somebody says.
	 *
	 * @param text the words
	 */
	record Said(String text) {

	}

	/**
	 * The worker to which a page is connected.
	 *
	 * @param code the code
	 * @param id the worker id
	 * @param pid the process id
	 */
	record Serving(String code, long id, long pid) {

	}

}
