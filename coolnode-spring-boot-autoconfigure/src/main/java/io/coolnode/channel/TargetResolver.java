package io.coolnode.channel;

import java.util.List;

import io.coolnode.Cluster;
import io.coolnode.Sender;
import io.coolnode.UnknownTargetException;
import io.coolnode.Worker;
import io.coolnode.WorkerState;

/**
 * Finds the process that a user's target means, among those this process knows of.
 */
final class TargetResolver {

	private final long self;

	private final Cluster cluster;

	TargetResolver(long self, Cluster cluster) {
		this.self = self;
		this.cluster = cluster;
	}

	Address resolve(String target) {
		if (target.equals(Target.MASTER)) {
			return Address.MASTER;
		}
		Worker worker = this.cluster.worker(target).orElse(null);
		if (worker != null && canAnswer(worker)) {
			return new Address(target, target);
		}
		if (isNumber(target)) {
			return resolveNumber(target);
		}
		if (Target.isRemote(target)) {
			return resolveNode(target);
		}
		throw new UnknownTargetException(target);
	}

	private Address resolveNode(String target) {
		String node = Target.node(target);
		if (this.cluster.localWorkers().stream().anyMatch((worker) -> worker.node().equals(node))) {
			return resolve(Target.there(target));
		}
		if (Target.there(target).equals(Target.MASTER) && isKnown(node)) {
			return new Address(target, target);
		}
		throw new UnknownTargetException(target);
	}

	private boolean isKnown(String node) {
		return this.cluster.workers().stream().anyMatch((worker) -> worker.node().equals(node));
	}

	private static boolean isNumber(String target) {
		return !target.isEmpty() && target.chars().allMatch((each) -> each >= '0' && each <= '9');
	}

	private Address resolveNumber(String target) {
		List<Worker> found = this.cluster.localWorkers()
			.stream()
			.filter((worker) -> hasNumber(worker, target))
			.toList();
		if (found.isEmpty()) {
			throw new UnknownTargetException(target);
		}
		if (found.size() > 1) {
			throw new IllegalArgumentException(
					"The number " + target + " is the id of one worker and the pid of another (" + found.get(0).code()
							+ " and " + found.get(1).code() + "); use a code instead");
		}
		return process(found.get(0));
	}

	private static boolean hasNumber(Worker worker, String number) {
		return worker.pid().isPresent() && canAnswer(worker) && (number.equals(Long.toString(worker.id()))
				|| number.equals(Long.toString(worker.pid().getAsLong())));
	}

	Address resolve(Sender target) {
		if (target.code().equals(Target.MASTER)) {
			return Address.MASTER;
		}
		if (Target.isRemote(target.code())) {
			return resolveRemote(target);
		}
		return this.cluster.localWorkers()
			.stream()
			.filter((worker) -> worker.id() == target.id() && worker.pid().isPresent())
			.findFirst()
			.map(this::process)
			.orElseThrow(() -> new UnknownTargetException(target.toString()));
	}

	private Address resolveRemote(Sender target) {
		if (target.id() == 0) {
			return resolveNode(target.code());
		}
		String node = Target.node(target.code());
		return this.cluster.workers()
			.stream()
			.filter((worker) -> worker.id() == target.id() && worker.pid().isPresent() && worker.node().equals(node))
			.findFirst()
			.map((worker) -> new Address(Target.remote(node, Target.process(worker.id())), worker.code()))
			.orElseThrow(() -> new UnknownTargetException(target.toString()));
	}

	private Address process(Worker worker) {
		boolean standalone = this.self == 0 && worker.id() == 0;
		return new Address(standalone ? worker.code() : Target.process(worker.id()), worker.code());
	}

	private static boolean canAnswer(Worker worker) {
		return worker.state() != WorkerState.GIVEN_UP && worker.state() != WorkerState.STOPPED;
	}

	/**
	 * Where a message goes.
	 *
	 * @param target the address in the envelope
	 * @param receiver the place behind it, {@code "master"}, {@code "*"} or {@code "."}
	 */
	record Address(String target, String receiver) {

		static final Address MASTER = new Address(Target.MASTER, Target.MASTER);

		static final Address ALL = new Address(Target.ALL, Target.ALL);

		static final Address LOCAL = new Address(Target.LOCAL, Target.LOCAL);

	}

}
