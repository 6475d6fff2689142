package io.coolnode.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.apache.activemq.broker.BrokerService;
import org.apache.activemq.command.ActiveMQQueue;
import org.h2.tools.Server;

import io.coolnode.it.harness.App;

/**
 * A database and a broker for the application with most of what one may have, and the
 * file to which its processes write.
 */
final class ZooSurroundings implements AutoCloseable {

	private final Path directory;

	private final Server database;

	private final BrokerService broker = new BrokerService();

	ZooSurroundings(Path directory) throws Exception {
		this.directory = directory;
		this.database = Server.createTcpServer("-tcpPort", "0", "-ifNotExists").start();
		this.broker.setPersistent(false);
		this.broker.setUseJmx(false);
		this.broker.setUseShutdownHook(false);
		this.broker.addConnector("tcp://127.0.0.1:0");
		this.broker.start();
		this.broker.waitUntilStarted();
	}

	/**
	 * Return the application, extracted and with a class-data archive.
	 * @param name its name, which is that of its database too
	 * @return how to start it
	 */
	App app(String name) throws Exception {
		return configured(name, App
			.extracted("test.zoo", "--spring.datasource.url=jdbc:h2:mem:training", "--zoo.diary=" + diary("training"))
			.jvm("-XX:+UseG1GC", "-XX:-UseSerialGC"));
	}

	/**
	 * Return the application as it is packaged.
	 * @param name its name, which is that of its database too
	 * @return how to start it
	 */
	App packagedApp(String name) throws Exception {
		return configured(name, App.jar("test.zoo").onlyJvm("-XX:TieredStopAtLevel=1"));
	}

	private App configured(String name, App app) throws Exception {
		return app.named(name)
			.jvm("-Xmx256m", "-XX:-CreateCoredumpOnCrash")
			.with("zoo.diary", diary(name))
			.with("spring.datasource.url",
					"jdbc:h2:tcp://localhost:" + this.database.getPort() + "/mem:" + name + ";DB_CLOSE_DELAY=-1")
			.with("spring.activemq.broker-url",
					this.broker.getTransportConnectors().get(0).getPublishableConnectString());
	}

	private Path diary(String name) {
		return this.directory.resolve(name + ".diary");
	}

	/**
	 * Return what the processes of an application have written so far.
	 * @param name its name
	 * @return the entries in the order of time
	 */
	List<Entry> entries(String name) {
		try {
			return Files.readAllLines(diary(name)).stream().map(Entry::parse).toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Return how many consumers listen to a queue.
	 * @param queue its name
	 * @return the number
	 */
	long consumers(String queue) throws Exception {
		return this.broker.getDestination(new ActiveMQQueue(queue))
			.getDestinationStatistics()
			.getConsumers()
			.getCount();
	}

	@Override
	public void close() throws Exception {
		this.broker.stop();
		this.database.stop();
	}

	/**
	 * What a process has written.
	 *
	 * @param time when, in milliseconds
	 * @param pid the process
	 * @param event what
	 */
	record Entry(long time, long pid, String event) {

		static Entry parse(String line) {
			String[] words = line.split(" ", 3);
			return new Entry(Long.parseLong(words[0]), Long.parseLong(words[1]), words[2]);
		}

	}

}
