package io.coolnode.test;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.coolnode.Subscription;
import io.coolnode.channel.DefaultChannel;

/**
 * The channel of a process for which the test speaks. It can forget its handlers.
 */
final class MadeUpChannel extends ForwardingChannel {

	private final List<Subscription> subscriptions = new CopyOnWriteArrayList<>();

	MadeUpChannel(DefaultChannel channel) {
		super(channel);
	}

	@Override
	Subscription subscribed(Subscription subscription) {
		this.subscriptions.add(subscription);
		return subscription;
	}

	void reset() {
		this.subscriptions.forEach(Subscription::cancel);
		this.subscriptions.clear();
	}

}
