package io.coolnode;

import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * Messages between the master and its workers. An application injects the one bean of
 * this type; it has the same methods in a master, in a worker and in a standalone
 * process, where it talks to itself.
 * <p>
 * Data travel as JSON through the application's own {@code JsonMapper}, a {@code byte[]}
 * as it is. Messages of one sender arrive in the order in which they were sent. Handlers
 * run on threads named {@code coolnode-channel-…}: those of one sender one after another,
 * those of different senders possibly at once. An exception that a handler throws is
 * logged and harms nothing else. All methods may be called from any thread.
 * <p>
 * The event {@value #READY} is sent by Cool-Node itself, once to each process, when every
 * worker of the first set is ready or given up. No other message is dispatched before the
 * handlers of that event have returned, and a handler that subscribes to it later is
 * called at once. The names and their meaning are those of the {@code channel} in
 * Cool-Node 1.4.
 */
public interface Channel {

	/**
	 * The event that tells a process that the whole cluster can be talked to. It carries
	 * no data.
	 */
	String READY = "ready";

	/**
	 * Return whether this process is the master. A standalone process is its own master.
	 * @return {@code true} in a master and in a standalone process
	 */
	boolean isMaster();

	/**
	 * Return whether this process is a worker that a master has started.
	 * @return {@code true} in a worker only
	 */
	boolean isWorker();

	/**
	 * Return the code of this process: {@code "master"}, or {@code "A"}, {@code "B"}, …
	 * {@code "Z"}, {@code "AA"}, … for workers. A standalone process is {@code "A"}.
	 * @return the code, which a replacement of this process will have too
	 * @throws IllegalStateException in a spare ({@code cool.server.standby}), which has
	 * no code, and cannot send messages either, before it takes the place of a worker
	 */
	String code();

	/**
	 * Return the worker id of this process: 1, 2, 3, … in the order of starts, never used
	 * twice by one master.
	 * @return the id, or 0 in a master and in a standalone process
	 */
	long id();

	/**
	 * Return what is known of the workers.
	 * @return the cluster, the same object at each call
	 */
	Cluster cluster();

	/**
	 * Call a handler at each message of the given name.
	 * @param event the name of the event
	 * @param handler what to call
	 * @return a handle that ends the subscription
	 */
	Subscription on(String event, ChannelMessageHandler handler);

	/**
	 * Call a handler with the first value of each message of the given name.
	 * @param <T> the type of the value
	 * @param event the name of the event
	 * @param type the type to read the first value as
	 * @param handler what to call; it gets {@code null} where the message has no such
	 * value
	 * @return a handle that ends the subscription
	 */
	<T> Subscription on(String event, Class<T> type, Consumer<T> handler);

	/**
	 * Call a handler with the first two values of each message of the given name.
	 * @param <T> the type of the first value
	 * @param <U> the type of the second value
	 * @param event the name of the event
	 * @param first the type to read the first value as
	 * @param second the type to read the second value as
	 * @param handler what to call; it gets {@code null} where the message has no such
	 * value
	 * @return a handle that ends the subscription
	 */
	<T, U> Subscription on(String event, Class<T> first, Class<U> second, BiConsumer<T, U> handler);

	/**
	 * Call a handler at the next message of the given name, and then no more.
	 * @param event the name of the event
	 * @param handler what to call
	 * @return a handle that ends the subscription
	 */
	Subscription once(String event, ChannelMessageHandler handler);

	/**
	 * Call a handler with the first value of the next message of the given name, and then
	 * no more.
	 * @param <T> the type of the value
	 * @param event the name of the event
	 * @param type the type to read the first value as
	 * @param handler what to call
	 * @return a handle that ends the subscription
	 */
	<T> Subscription once(String event, Class<T> type, Consumer<T> handler);

	/**
	 * Call a handler with the first two values of the next message of the given name, and
	 * then no more.
	 * @param <T> the type of the first value
	 * @param <U> the type of the second value
	 * @param event the name of the event
	 * @param first the type to read the first value as
	 * @param second the type to read the second value as
	 * @param handler what to call
	 * @return a handle that ends the subscription
	 */
	<T, U> Subscription once(String event, Class<T> first, Class<U> second, BiConsumer<T, U> handler);

	/**
	 * Send a message: from the master to all workers, from a worker to the master, from a
	 * standalone process to itself.
	 * @param event the name of the event; neither {@value #READY} nor one that begins
	 * with {@code coolnode.}
	 * @param data the values, each of which the {@code JsonMapper} can write, a
	 * {@code byte[]} or {@code null}
	 * @throws IllegalArgumentException if the name is reserved or a value cannot be
	 * written
	 * @throws MessageTooLargeException if the message exceeds
	 * {@code cool.channel.max-message-size}
	 * @throws ChannelOverflowException if the receiver has not taken what was sent to it
	 * before, for {@code cool.channel.send-timeout}
	 */
	void emit(String event, @Nullable Object... data);

	/**
	 * Send a message to one process. For a code whose process is starting or being
	 * replaced the message is held and delivered to the next one.
	 * @param target a code, {@code "master"}, or a number: a worker's id or pid
	 * @param event the name of the event
	 * @param data the values
	 * @throws UnknownTargetException if there can be no such process
	 * @throws IllegalArgumentException if the name is reserved, a value cannot be
	 * written, or a number is the id of one worker and the pid of another
	 * @throws MessageTooLargeException as for {@link #emit}
	 * @throws ChannelOverflowException as for {@link #emit}
	 */
	void emitTo(String target, String event, @Nullable Object... data);

	/**
	 * Send a message to the very process that sent another one, and to no replacement of
	 * it.
	 * @param target the sender of a message that was received
	 * @param event the name of the event
	 * @param data the values
	 * @throws UnknownTargetException if that process has ended
	 * @throws IllegalArgumentException as for {@link #emit}
	 * @throws MessageTooLargeException as for {@link #emit}
	 * @throws ChannelOverflowException as for {@link #emit}
	 */
	void emitTo(Sender target, String event, @Nullable Object... data);

	/**
	 * Send a message to all workers, to the sending worker itself too. The master gets
	 * none.
	 * @param event the name of the event
	 * @param data the values
	 * @throws IllegalArgumentException as for {@link #emit}
	 * @throws MessageTooLargeException as for {@link #emit}
	 * @throws ChannelOverflowException as for {@link #emit}
	 */
	void broadcast(String event, @Nullable Object... data);

	/**
	 * Send a message to one process and expect an answer. The future completes with the
	 * first answer, on a thread of the channel on which no handler waits, so that a
	 * handler may wait for it. It fails with a {@link RequestFailedException} as soon as
	 * it is known that no answer comes: the target has ended before it answered, it has
	 * no handler for the event, its handler threw, or
	 * {@code cool.channel.request-timeout} is over. The target may be held for as in
	 * {@link #emitTo(String, String, Object...)}. Cancelling the future ends the wait and
	 * nothing else.
	 * @param target a code, {@code "master"}, or a number: a worker's id or pid
	 * @param event the name of the event
	 * @param data the values
	 * @return the answer, with the values given to {@link ChannelMessage#reply} or the
	 * one that the listener returned
	 * @throws UnknownTargetException as for {@link #emitTo(String, String, Object...)}
	 * @throws IllegalArgumentException as for {@link #emitTo(String, String, Object...)}
	 * @throws MessageTooLargeException as for {@link #emit}
	 * @throws ChannelOverflowException as for {@link #emit}
	 */
	CompletableFuture<ChannelMessage> request(String target, String event, @Nullable Object... data);

}
