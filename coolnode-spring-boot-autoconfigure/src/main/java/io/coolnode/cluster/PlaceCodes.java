package io.coolnode.cluster;

/**
 * The codes of places: {@code A} to {@code Z}, then {@code AA}, {@code AB}, and so on.
 */
public final class PlaceCodes {

	private static final int LETTERS = 26;

	private PlaceCodes() {
	}

	/**
	 * Return the code of a place.
	 * @param index which place, from 0
	 * @return its code
	 */
	public static String of(int index) {
		StringBuilder code = new StringBuilder();
		for (int rest = index; rest >= 0; rest = rest / LETTERS - 1) {
			code.insert(0, (char) ('A' + rest % LETTERS));
		}
		return code.toString();
	}

}
