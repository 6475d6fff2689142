package io.coolnode.boot;

import java.io.File;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.system.ApplicationHome;
import org.springframework.core.env.Environment;

import io.coolnode.cluster.process.JavaCommand;

/**
 * Tells what release of the application this process runs: its version, and when its jar
 * or folder was last changed.
 */
final class Release {

	private static final String VERSION = "spring.application.version";

	private Release() {
	}

	static String of(SpringApplication application, Environment environment) {
		String version = environment.getProperty(VERSION, "");
		File source = source(application);
		if (source == null) {
			return version;
		}
		Instant changed = Instant.ofEpochMilli(source.lastModified()).truncatedTo(ChronoUnit.SECONDS);
		return version.isEmpty() ? source.getName() + " of " + changed : version + " of " + changed;
	}

	private static @Nullable File source(SpringApplication application) {
		String extracted = System.getProperty(JavaCommand.APPLICATION);
		return (extracted != null) ? new File(extracted)
				: new ApplicationHome(application.getMainApplicationClass()).getSource();
	}

}
