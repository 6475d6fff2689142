package io.coolnode.sample.chat;

import java.util.List;

import tools.jackson.databind.json.JsonMapper;

import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Component;

import io.coolnode.ConditionalOnWorker;

/**
 * What was said last in each room. It is in Redis, so that no worker takes it along when
 * it dies.
 */
@Component
@ConditionalOnWorker
class ChatHistory {

	private static final String PREFIX = "sample:rooms:";

	private static final int LIMIT = 50;

	private final StringRedisTemplate redis;

	private final JsonMapper mapper;

	ChatHistory(StringRedisTemplate redis, JsonMapper mapper) {
		this.redis = redis;
		this.mapper = mapper;
	}

	void add(ChatRoom room, ChatMessage message) {
		this.redis.opsForList().rightPush(PREFIX + room.id(), this.mapper.writeValueAsString(message));
		this.redis.opsForList().trim(PREFIX + room.id(), -LIMIT, -1);
	}

	List<ChatMessage> of(ChatRoom room) {
		List<String> lines = this.redis.opsForList().range(PREFIX + room.id(), 0, -1);
		return lines.stream().map((line) -> this.mapper.readValue(line, ChatMessage.class)).toList();
	}

}
