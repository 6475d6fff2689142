package io.coolnode.benchmarks.messages;

/**
 * What came of a flood.
 *
 * @param received how many messages came
 * @param perSecond how many in a second, from the first to the last
 * @param disorder how many were not the next
 */
public record Counted(int received, double perSecond, int disorder) {

	static Counted parse(String text) {
		String[] parts = text.split(" ");
		return new Counted(Integer.parseInt(parts[0]), Double.parseDouble(parts[1]), Integer.parseInt(parts[2]));
	}

	String text() {
		return this.received + " " + this.perSecond + " " + this.disorder;
	}

}
