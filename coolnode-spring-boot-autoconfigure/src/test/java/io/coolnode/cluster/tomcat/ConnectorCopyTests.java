package io.coolnode.cluster.tomcat;

import org.apache.catalina.connector.Connector;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.coyote.http2.Http2Protocol;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ConnectorCopy}.
 */
class ConnectorCopyTests {

	@Test
	void ofWhenConfiguredKeepsWhatWasSet() {
		Connector original = new Connector();
		original.setPort(8443);
		original.setScheme("https");
		original.setSecure(true);
		original.setURIEncoding("ISO-8859-1");
		original.setProperty("maxThreads", "17");
		original.setProperty("socket.soTimeout", "1234");
		original.addUpgradeProtocol(new Http2Protocol());
		Http11NioProtocol from = (Http11NioProtocol) original.getProtocolHandler();
		from.setSSLEnabled(true);
		from.setMaxKeepAliveRequests(7);
		from.addSslHostConfig(new SSLHostConfig());
		ConnectorCopy copy = ConnectorCopy.of(original, (port) -> {
		});
		assertThat(copy.connector().getProtocolHandler()).isSameAs(copy.protocol());
		assertThat(copy.connector().getPort()).isEqualTo(8443);
		assertThat(copy.connector().getScheme()).isEqualTo("https");
		assertThat(copy.connector().getSecure()).isTrue();
		assertThat(copy.connector().getURIEncoding()).isEqualTo("ISO-8859-1");
		assertThat(copy.protocol().getMaxThreads()).isEqualTo(17);
		assertThat(ConnectorCopy.maxKeepAliveRequests(copy.protocol())).isEqualTo(7);
		assertThat(copy.protocol().isSSLEnabled()).isTrue();
		assertThat(copy.protocol().findUpgradeProtocols()).containsExactly(from.findUpgradeProtocols());
		assertThat(copy.protocol().findSslHostConfigs()).hasSize(1);
		assertThat(copy.protocol().getProperty("socket.soTimeout")).hasToString("1234");
	}

	@Test
	void ofWhenOtherKindOfConnectorThrows() {
		Connector original = new Connector("AJP/1.3");
		original.setPort(8009);
		assertThatExceptionOfType(UnsharedConnectorException.class)
			.isThrownBy(() -> ConnectorCopy.of(original, (port) -> {
			}))
			.satisfies((ex) -> {
				assertThat(ex.getPort()).isEqualTo(8009);
				assertThat(ex.isShareable()).isFalse();
			});
	}

}
