package io.coolnode.websocket;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.util.Assert;

import io.coolnode.ChannelMessage;
import io.coolnode.Subscription;
import io.coolnode.channel.InternalChannel;
import io.coolnode.channel.Threads;

/**
 * The rooms of all workers, of whose members this process knows its own.
 */
public final class DefaultRooms implements Rooms, DisposableBean {

	private static final Log logger = LogFactory.getLog(DefaultRooms.class);

	private static final String EVENT = InternalChannel.PREFIX + "rooms";

	private static final int THREADS = 32;

	private static final int CAPACITY = 1024 * 1024;

	private final Function<Object, String> jsonWriter;

	private final Interests interests;

	private final Fanout fanout;

	private final ThreadPoolExecutor executor;

	private final Object monitor = new Object();

	// guarded by monitor
	private final Map<String, Set<RoomMember>> rooms = new HashMap<>();

	// guarded by monitor
	private final Map<RoomMember, Connection> connections = new HashMap<>();

	// guarded by monitor
	private boolean closed;

	/**
	 * Create rooms without members.
	 * @param channel what connects the workers
	 * @param jsonWriter writes a value as JSON
	 */
	public DefaultRooms(InternalChannel channel, Function<Object, String> jsonWriter) {
		this.jsonWriter = jsonWriter;
		this.interests = new Interests(channel, "rooms", null);
		this.fanout = new Fanout(channel, EVENT, this.interests, System::nanoTime);
		AtomicInteger number = new AtomicInteger();
		this.executor = new ThreadPoolExecutor(THREADS, THREADS, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(),
				Threads.daemons(() -> "coolnode-rooms-" + number.incrementAndGet()),
				new ThreadPoolExecutor.DiscardPolicy());
		this.executor.allowCoreThreadTimeOut(true);
		channel.on(EVENT, this::receive);
		this.interests.start();
	}

	@Override
	public Subscription join(String room, RoomMember member) {
		Assert.hasText(room, "'room' must not be empty");
		boolean first;
		synchronized (this.monitor) {
			if (this.closed) {
				member.close();
				return () -> {
				};
			}
			first = !this.connections.containsKey(member);
			Connection connection = this.connections.computeIfAbsent(member, this::connect);
			if (connection.rooms.add(room)) {
				this.rooms.computeIfAbsent(room, (name) -> new HashSet<>()).add(member);
				this.interests.add(room);
			}
		}
		if (first) {
			member.onClose(() -> leaveAll(member));
		}
		return () -> leave(room, member);
	}

	private Connection connect(RoomMember member) {
		return new Connection(new Outbox(member, this.executor, CAPACITY, this::end));
	}

	@Override
	public void leave(String room, RoomMember member) {
		synchronized (this.monitor) {
			Connection connection = this.connections.get(member);
			if (connection != null && connection.rooms.remove(room)) {
				removeFrom(room, member);
			}
		}
	}

	@Override
	public void leaveAll(RoomMember member) {
		synchronized (this.monitor) {
			Connection connection = this.connections.remove(member);
			if (connection != null) {
				connection.outbox.close();
				connection.rooms.forEach((room) -> removeFrom(room, member));
			}
		}
	}

	private void removeFrom(String room, RoomMember member) {
		this.rooms.computeIfPresent(room, (name, members) -> {
			members.remove(member);
			return members.isEmpty() ? null : members;
		});
		this.interests.remove(room);
	}

	private void end(RoomMember member) {
		leaveAll(member);
		try {
			member.close();
		}
		catch (RuntimeException ex) {
			logger.debug(member + " could not be closed", ex);
		}
	}

	@Override
	public Recipients to(String room) {
		Assert.hasText(room, "'room' must not be empty");
		return new RoomRecipients(room, Set.of());
	}

	private void receive(ChannelMessage received) {
		byte[] bytes = received.get(0, byte[].class);
		if (bytes != null) {
			ByteBuffer buffer = ByteBuffer.wrap(bytes);
			String room = RoomMessage.decodeRoom(buffer);
			deliver(room, RoomMessage.decode(buffer), Set.of());
		}
	}

	private void deliver(String room, RoomMessage message, Set<RoomMember> except) {
		synchronized (this.monitor) {
			for (RoomMember member : this.rooms.getOrDefault(room, Set.of())) {
				Connection connection = this.connections.get(member);
				if (connection != null && !except.contains(member)) {
					connection.outbox.add(message);
				}
			}
		}
	}

	/**
	 * End the connections of all members, and of each that joins from now on, since this
	 * process stops.
	 */
	public void closeAll() {
		List<RoomMember> members;
		synchronized (this.monitor) {
			this.closed = true;
			members = new ArrayList<>(this.connections.keySet());
		}
		members.forEach((member) -> this.executor.execute(() -> end(member)));
	}

	Interests interests() {
		return this.interests;
	}

	@Override
	public void destroy() {
		this.interests.close();
		this.executor.shutdown();
	}

	/**
	 * A member's outbox, and the rooms it is in.
	 */
	private static final class Connection {

		private final Outbox outbox;

		private final Set<String> rooms = new HashSet<>();

		private Connection(Outbox outbox) {
			this.outbox = outbox;
		}

	}

	/**
	 * The members of a room but for some.
	 */
	private final class RoomRecipients implements Recipients {

		private final String room;

		private final Set<RoomMember> except;

		private RoomRecipients(String room, Set<RoomMember> except) {
			this.room = room;
			this.except = except;
		}

		@Override
		public Recipients except(RoomMember member) {
			Set<RoomMember> more = new HashSet<>(this.except);
			more.add(member);
			return new RoomRecipients(this.room, more);
		}

		@Override
		public void send(Object payload) {
			RoomMessage message = message(payload);
			deliver(this.room, message, this.except);
			DefaultRooms.this.fanout.send(this.room, () -> message.encode(this.room));
		}

		private RoomMessage message(@Nullable Object payload) {
			Assert.notNull(payload, "'payload' must not be null");
			if (payload instanceof byte[] bytes) {
				return RoomMessage.binary(bytes.clone());
			}
			return RoomMessage
				.text((payload instanceof String text) ? text : DefaultRooms.this.jsonWriter.apply(payload));
		}

	}

}
