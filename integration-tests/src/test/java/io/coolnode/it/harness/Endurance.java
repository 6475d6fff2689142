package io.coolnode.it.harness;

/**
 * How much a test does: little in each build, all of it with {@code -Pendurance}.
 */
public final class Endurance {

	private static final boolean ON = Boolean.getBoolean("endurance");

	private Endurance() {
	}

	/**
	 * Choose a number.
	 * @param shortly the number for each build
	 * @param enduring the number with {@code -Pendurance}
	 * @return one of them
	 */
	public static int choose(int shortly, int enduring) {
		return ON ? enduring : shortly;
	}

}
