package io.coolnode.it.lounge;

import java.security.Principal;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

import org.springframework.context.event.EventListener;
import org.springframework.messaging.handler.annotation.DestinationVariable;
import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.messaging.simp.SimpMessagingTemplate;
import org.springframework.messaging.simp.annotation.SendToUser;
import org.springframework.messaging.simp.user.SimpUser;
import org.springframework.messaging.simp.user.SimpUserRegistry;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.socket.messaging.AbstractSubProtocolEvent;
import org.springframework.web.socket.messaging.SessionConnectedEvent;
import org.springframework.web.socket.messaging.SessionDisconnectEvent;

import io.coolnode.Channel;
import io.coolnode.websocket.SessionEvents;

/**
 * Sends in all ways that Spring has, and tells what this process knows of people.
 */
@Controller
class StompController {

	private final SimpMessagingTemplate template;

	private final SimpUserRegistry users;

	private final Channel channel;

	private final List<String> events = new CopyOnWriteArrayList<>();

	StompController(SimpMessagingTemplate template, SimpUserRegistry users, Channel channel) {
		this.template = template;
		this.users = users;
		this.channel = channel;
	}

	@MessageMapping("/say/{topic}")
	void say(@DestinationVariable String topic, String text) {
		this.template.convertAndSend("/topic/" + topic, text);
	}

	@MessageMapping("/whisper/{name}")
	void whisper(@DestinationVariable String name, String text) {
		this.template.convertAndSendToUser(name, "/queue/whispers", text);
	}

	@MessageMapping("/ask")
	@SendToUser("/queue/answers")
	String answer(String question, Principal user) {
		return question + " " + user.getName() + " " + this.channel.code();
	}

	@PostMapping("/send")
	@ResponseBody
	String send(@RequestParam String to, @RequestParam int count) {
		for (int number = 1; number <= count; number++) {
			this.template.convertAndSend(to, new Note(this.channel.code(), number));
		}
		return "";
	}

	@GetMapping("/written")
	@ResponseBody
	String written() {
		return Integer.toString(Note.written());
	}

	@GetMapping("/users")
	@ResponseBody
	String users() {
		return this.users.getUsers().stream().map(SimpUser::getName).sorted().collect(Collectors.joining(" "));
	}

	@EventListener
	void connected(SessionConnectedEvent event) {
		record("connected", event);
	}

	@EventListener
	void disconnected(SessionDisconnectEvent event) {
		record("disconnected " + event.getCloseStatus().getCode(), event);
	}

	private void record(String what, AbstractSubProtocolEvent event) {
		Principal user = event.getUser();
		this.events.add(what + " " + ((user != null) ? user.getName() : "") + " "
				+ SessionEvents.worker(event).orElse("here") + "\n");
	}

	@GetMapping("/events")
	@ResponseBody
	String events() {
		return String.join("", this.events);
	}

}
