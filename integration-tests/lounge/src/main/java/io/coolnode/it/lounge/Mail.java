package io.coolnode.it.lounge;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.springframework.stereotype.Component;

import io.coolnode.ChannelListener;
import io.coolnode.Sender;

/**
 * The numbered messages that a process has got.
 */
@Component
class Mail {

	private final Map<String, List<Long>> numbers = new TreeMap<>();

	@ChannelListener("mail")
	synchronized void take(long number, String box, Sender sender) {
		this.numbers.computeIfAbsent(box + " from " + sender.code(), (key) -> new ArrayList<>()).add(number);
	}

	/**
	 * Return a line for each box and sender: how many different numbers came, how many
	 * came twice, and how many came after a higher one.
	 */
	@Override
	public synchronized String toString() {
		return this.numbers.entrySet()
			.stream()
			.map((entry) -> entry.getKey() + ": " + describe(entry.getValue()))
			.collect(Collectors.joining("\n"));
	}

	private static String describe(List<Long> numbers) {
		long different = numbers.stream().distinct().count();
		long late = 0;
		long highest = Long.MIN_VALUE;
		for (long number : numbers) {
			late += (number < highest) ? 1 : 0;
			highest = Math.max(highest, number);
		}
		return different + " numbers, " + (numbers.size() - different) + " twice, " + late + " late";
	}

}
