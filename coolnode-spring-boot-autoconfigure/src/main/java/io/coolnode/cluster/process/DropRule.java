package io.coolnode.cluster.process;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Takes away what is for the master's start alone: the recording of archives, and what
 * ends an application before it serves.
 */
final class DropRule implements OptionRule {

	private static final List<String> DROPPED = List.of("-XX:ArchiveClassesAtExit", "-XX:+AutoCreateSharedArchive",
			"-XX:AOTMode=record", "-XX:AOTConfiguration", "-XX:AOTCacheOutput", "-XX:DumpLoadedClassList",
			"-XX:+RecordDynamicDumpInfo", "-Dspring.context.exit", "-Dspring.context.checkpoint");

	@Override
	public @Nullable String rewrite(String option, WorkerName worker) {
		return DROPPED.stream().anyMatch(option::startsWith) ? null : option;
	}

}
