package io.coolnode.test;

import java.math.BigDecimal;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

import io.coolnode.Channel;
import io.coolnode.ChannelListener;
import io.coolnode.Sender;

/**
 * A bean that uses the channel in all ways.
 */
@Component
class Prices {

	private final Map<String, BigDecimal> prices = new ConcurrentHashMap<>();

	private final Channel channel;

	Prices(Channel channel) {
		this.channel = channel;
		channel.on(Channel.READY, (ready) -> channel.emit("here", channel.code()));
	}

	@Nullable BigDecimal get(String article) {
		return this.prices.get(article);
	}

	void change(String article, BigDecimal price) {
		this.channel.broadcast("price", article, price);
	}

	int stock(String code, String article) throws Exception {
		Integer stock = this.channel.request(code, "stock", article).get(5, TimeUnit.SECONDS).get(0, Integer.class);
		return (stock != null) ? stock : 0;
	}

	@ChannelListener("price")
	void changed(String article, BigDecimal price, Sender sender) {
		if (price.signum() < 0) {
			this.channel.emitTo(sender, "refused", article);
		}
		else {
			this.prices.put(article, price);
		}
	}

	@ChannelListener("current")
	@Nullable BigDecimal current(String article) {
		return get(article);
	}

	void send(Object... data) {
		this.channel.emitTo("B", "data", data);
	}

}
