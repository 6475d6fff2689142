package io.coolnode.cluster;

import java.time.Duration;

/**
 * The duties of a machine that knows of no other: it has them all, for ever.
 */
final class UnsharedDuties implements DutyLeases {

	private static final Duration FOR_EVER = Duration.ofNanos(Long.MAX_VALUE);

	@Override
	public boolean isShared(String code) {
		return false;
	}

	@Override
	public void want(String code) {
	}

	@Override
	public void leave(String code) {
	}

	@Override
	public Duration remaining(String code) {
		return FOR_EVER;
	}

	@Override
	public Duration interval() {
		return FOR_EVER;
	}

}
