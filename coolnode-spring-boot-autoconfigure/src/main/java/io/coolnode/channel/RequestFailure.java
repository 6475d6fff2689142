package io.coolnode.channel;

import io.coolnode.RequestFailedException;
import io.coolnode.RequestFailedException.Reason;

/**
 * Why a request gets no answer, as it travels to the process that waits for one.
 *
 * @param reason the reason
 * @param detail the same in words
 */
record RequestFailure(Reason reason, String detail) {

	static RequestFailure noHandler(String code) {
		return new RequestFailure(Reason.NO_HANDLER, "no handler listens to it in '" + code + "'");
	}

	static RequestFailure thrown(String code, Throwable failure) {
		return new RequestFailure(Reason.HANDLER_FAILED, "a handler in '" + code + "' threw " + failure);
	}

	static RequestFailure gone(String detail) {
		return new RequestFailure(Reason.TARGET_GONE, detail);
	}

	byte[] encode(DataCodec codec) {
		return codec.encode("failure", new Object[] { this.reason.name(), this.detail });
	}

	static RequestFailure decode(DefaultChannelMessage message) {
		Reason reason = message.get(0, Reason.class);
		String detail = message.get(1, String.class);
		return new RequestFailure((reason != null) ? reason : Reason.TARGET_GONE, String.valueOf(detail));
	}

	RequestFailedException toException(String target, String event) {
		return new RequestFailedException(target, event, this.reason, this.detail);
	}

}
