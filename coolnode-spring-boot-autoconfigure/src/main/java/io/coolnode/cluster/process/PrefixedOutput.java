package io.coolnode.cluster.process;

import java.io.PrintStream;

/**
 * Prints what workers print, each line with the code of its worker before it.
 */
public final class PrefixedOutput implements WorkerOutput {

	private final PrintStream out;

	private final PrintStream err;

	/**
	 * Create an output.
	 * @param out where to print what workers print to their standard output
	 * @param err where to print what workers print to their standard error
	 */
	public PrefixedOutput(PrintStream out, PrintStream err) {
		this.out = out;
		this.err = err;
	}

	@Override
	public ProcessOutput open(String code, long id) {
		return new Lines(code);
	}

	/**
	 * The output of one process.
	 */
	private final class Lines implements ProcessOutput {

		// volatile: set by the supervisor, read by what reads the output
		private volatile String code;

		private Lines(String code) {
			this.code = code;
		}

		@Override
		public void promote(String code) {
			this.code = code;
		}

		@Override
		public void line(boolean error, String line) {
			(error ? PrefixedOutput.this.err : PrefixedOutput.this.out).println(this.code + " | " + line);
		}

	}

}
