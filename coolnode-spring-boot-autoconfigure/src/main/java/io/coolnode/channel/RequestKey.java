package io.coolnode.channel;

/**
 * A request, wherever it is.
 *
 * @param requester the address to which its answer goes
 * @param sequence its sequence
 */
record RequestKey(String requester, long sequence) {

	static RequestKey of(Envelope request) {
		return new RequestKey(Target.requester(request), request.sequence());
	}

	/**
	 * Return what was asked.
	 * @param answer the answer, or why there is none
	 * @return the request
	 */
	static RequestKey answeredBy(Envelope answer) {
		return new RequestKey(answer.target(), answer.reference());
	}

}
