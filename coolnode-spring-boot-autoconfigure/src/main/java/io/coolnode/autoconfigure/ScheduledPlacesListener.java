package io.coolnode.autoconfigure;

import org.springframework.context.ApplicationListener;

import io.coolnode.Cluster;
import io.coolnode.ClusterReadyEvent;
import io.coolnode.Worker;
import io.coolnode.WorkerState;
import io.coolnode.channel.ObservableCluster;
import io.coolnode.scheduling.LostPlaces;

/**
 * Has the places of scheduled methods watched in a master, once the cluster is ready.
 */
class ScheduledPlacesListener implements ApplicationListener<ClusterReadyEvent> {

	private final LostPlaces places;

	ScheduledPlacesListener(LostPlaces places) {
		this.places = places;
	}

	@Override
	public void onApplicationEvent(ClusterReadyEvent event) {
		if (event.getSource() instanceof ObservableCluster cluster) {
			cluster.onChange(() -> check(cluster));
		}
	}

	private void check(Cluster cluster) {
		this.places.check(cluster.localWorkers()
			.stream()
			.filter((worker) -> worker.state() != WorkerState.GIVEN_UP)
			.map(Worker::code)
			.toList());
	}

}
