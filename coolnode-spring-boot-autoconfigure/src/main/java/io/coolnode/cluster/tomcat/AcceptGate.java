package io.coolnode.cluster.tomcat;

/**
 * Decides whether Tomcat's acceptor may accept, and knows whether it has anything in its
 * hands.
 */
final class AcceptGate {

	private State state = State.PARKED;

	private boolean acceptorBusy;

	/**
	 * Wait, on the acceptor's thread, until it may accept or has to end. What it had in
	 * its hands before it has handed over by now.
	 * @return whether it may accept
	 * @throws InterruptedException if the acceptor is interrupted
	 */
	synchronized boolean enter() throws InterruptedException {
		this.acceptorBusy = false;
		notifyAll();
		while (this.state == State.PARKED || this.state == State.CLOSED) {
			wait();
		}
		this.acceptorBusy = this.state == State.OPEN;
		return this.acceptorBusy;
	}

	synchronized void open() {
		if (this.state == State.PARKED) {
			this.state = State.OPEN;
			notifyAll();
		}
	}

	/**
	 * Accept no more.
	 * @return whether that is new
	 */
	synchronized boolean close() {
		if (this.state == State.CLOSED || this.state == State.ENDED) {
			return false;
		}
		this.state = State.CLOSED;
		return true;
	}

	/**
	 * Let the acceptor's thread end.
	 */
	synchronized void end() {
		this.state = State.ENDED;
		notifyAll();
	}

	synchronized boolean isAcceptorBusy() {
		return this.acceptorBusy;
	}

	/**
	 * What the acceptor may do.
	 */
	private enum State {

		PARKED, OPEN, CLOSED, ENDED

	}

}
