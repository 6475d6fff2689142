package io.coolnode.cluster.tomcat;

import java.util.ArrayList;
import java.util.List;

import org.apache.catalina.Context;
import org.apache.catalina.Service;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.Test;

import io.coolnode.cluster.Traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for {@link SharedConnectors}.
 */
class SharedConnectorsTests {

	private final Tomcat tomcat = new Tomcat();

	private final Context context = this.tomcat.addContext("", null);

	private final Connector first = new Connector(new SharedPortProtocol());

	SharedConnectorsTests() {
		this.first.setPort(8080);
		this.tomcat.setConnector(this.first);
	}

	@Test
	void refuseWhenThereIsTheFirstOnlyIsSilent() {
		assertThatNoException().isThrownBy(() -> new SharedConnectors(this.context).refuse());
	}

	@Test
	void refuseWhenAnotherHasAPortNamesIt() {
		service().addConnector(connector(8081));
		assertThatExceptionOfType(UnsharedConnectorException.class)
			.isThrownBy(() -> new SharedConnectors(this.context).refuse())
			.satisfies((ex) -> {
				assertThat(ex.getPort()).isEqualTo(8081);
				assertThat(ex.isShareable()).isTrue();
			});
	}

	@Test
	void refuseWhenAnotherTakesAnyPortIsSilent() {
		service().addConnector(connector(0));
		assertThatNoException().isThrownBy(() -> new SharedConnectors(this.context).refuse());
	}

	@Test
	void reusePortsReplacesAllButTheFirst() {
		service().addConnector(connector(8081));
		service().addConnector(connector(0));
		List<Traffic> served = new ArrayList<>();
		new SharedConnectors(this.context).reusePorts(served::add, (port) -> {
		});
		assertThat(served).hasSize(1);
		assertThat(service().findConnectors()).hasSize(3).contains(this.first).anySatisfy((connector) -> {
			assertThat(connector.getPort()).isEqualTo(8081);
			assertThat(connector.getProtocolHandler()).isInstanceOf(SharedPortProtocol.class);
		}).anySatisfy((connector) -> {
			assertThat(connector.getPort()).isZero();
			assertThat(connector.getProtocolHandler()).isNotInstanceOf(SharedPortProtocol.class);
		});
	}

	private Service service() {
		return this.tomcat.getService();
	}

	private static Connector connector(int port) {
		Connector connector = new Connector();
		connector.setPort(port);
		return connector;
	}

}
