package io.coolnode.cluster;

import org.jspecify.annotations.Nullable;

/**
 * Why a worker did not become ready.
 *
 * @param description what happened
 * @param action what to do
 * @param analysed whether the worker itself has found it out
 */
record BootFailure(String description, @Nullable String action, boolean analysed) {

	static BootFailure analysed(String description, String action) {
		return new BootFailure(description, action.isEmpty() ? null : action, true);
	}

	/**
	 * Return why a process that has ended was not ready.
	 * @param handle the process
	 * @param how how it ended, in words
	 * @return the reason, by its own analysis if it made one
	 */
	static BootFailure of(WorkerHandle handle, String how) {
		BootFailure own = handle.bootFailure();
		return (own != null) ? own : ended(how, handle.process().lastOutput());
	}

	private static BootFailure ended(String how, String lastOutput) {
		String text = "It ended while it booted: " + how + ".";
		if (!lastOutput.isEmpty()) {
			text += " The last lines that it printed:\n\n" + lastOutput;
		}
		return new BootFailure(text, "Look for the first error in the output of the worker.", false);
	}

}
