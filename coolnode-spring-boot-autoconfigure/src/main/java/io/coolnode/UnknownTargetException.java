package io.coolnode;

/**
 * Thrown when a message is addressed to a process that does not exist and cannot come to
 * exist.
 */
public class UnknownTargetException extends ChannelException {

	private final String target;

	public UnknownTargetException(String target) {
		super("There is no process '" + target + "': no place has this code, and no living worker this id or pid");
		this.target = target;
	}

	/**
	 * Return the target as it was given.
	 * @return the target
	 */
	public String getTarget() {
		return this.target;
	}

}
