package io.coolnode.cluster.process;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for each {@link OptionRule}.
 */
class OptionRuleTests {

	private static final WorkerName WORKER = new WorkerName("B", 7, 2);

	@ParameterizedTest
	@CsvSource(delimiter = '>',
			textBlock = """
					-agentlib:jdwp=transport=dt_socket,server=y,suspend=y,address=5005 > -agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=5007
					-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=*:5005 > -agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=*:5007
					-agentlib:jdwp=transport=dt_socket,server=y,address=[::1]:5005 > -agentlib:jdwp=transport=dt_socket,server=y,address=[::1]:5007,suspend=n
					-agentlib:jdwp=transport=dt_socket,server=y,suspend=y,address=localhost:0 > -agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=localhost:0
					-Xrunjdwp:transport=dt_socket,server=y,suspend=y,address=5005 > -Xrunjdwp:transport=dt_socket,server=y,suspend=n,address=5007
					-agentlib:jdwp=transport=dt_socket,server=y > -agentlib:jdwp=transport=dt_socket,server=y,suspend=n
					""")
	void debuggerWhenServerGetsItsPortAndDoesNotSuspend(String option, String expected) {
		assertThat(new DebuggerRule().rewrite(option, WORKER)).isEqualTo(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "-agentlib:jdwp=transport=dt_socket,server=n,suspend=y,address=127.0.0.1:43211",
			"-agentlib:jdwp=transport=dt_socket,address=127.0.0.1:43211",
			"-agentlib:jdwp=transport=dt_shmem,server=y" })
	void debuggerWhenNotListeningOnPortIsDropped(String option) {
		assertThat(new DebuggerRule().rewrite(option, WORKER)).isNull();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '>',
			textBlock = """
					-Dcom.sun.management.jmxremote.port=9010 > -Dcom.sun.management.jmxremote.port=9012
					-Dcom.sun.management.jmxremote.rmi.port=9010 > -Dcom.sun.management.jmxremote.rmi.port=9012
					-Dcom.sun.management.jmxremote.port=0 > -Dcom.sun.management.jmxremote.port=0
					-Dcom.sun.management.jmxremote.ssl=false > -Dcom.sun.management.jmxremote.ssl=false
					-Dotel.exporter.prometheus.port=9464 > -Dotel.exporter.prometheus.port=9466
					-javaagent:/opt/jmx.jar=9404:/etc/jmx.yaml > -javaagent:/opt/jmx.jar=9406:/etc/jmx.yaml
					-javaagent:/opt/jmx.jar=0.0.0.0:9404:/etc/jmx.yaml > -javaagent:/opt/jmx.jar=0.0.0.0:9406:/etc/jmx.yaml
					-javaagent:/opt/jmx.jar=[::]:9404:/etc/jmx.yaml > -javaagent:/opt/jmx.jar=[::]:9406:/etc/jmx.yaml
					-javaagent:jolokia.jar=host=localhost,port=8778,user=a > -javaagent:jolokia.jar=host=localhost,port=8780,user=a
					-javaagent:jacoco.jar=output=tcpclient,port=6300 > -javaagent:jacoco.jar=output=tcpclient,port=6300
					-javaagent:jacoco.jar=output=tcpserver,port=6300 > -javaagent:jacoco.jar=output=tcpserver,port=6302
					-javaagent:jacoco.jar=destfile=x.exec > -javaagent:jacoco.jar=destfile=x.exec
					-javaagent:otel.jar > -javaagent:otel.jar
					-agentpath:/opt/libyjp.so=port=10001,dir=/tmp > -agentpath:/opt/libyjp.so=port=10003,dir=/tmp
					-agentpath:/opt/libasync.so=start,event=cpu,file=/tmp/p.html > -agentpath:/opt/libasync.so=start,event=cpu,file=/tmp/p-B-7.html
					-Dserver.port=8080 > -Dserver.port=8080
					""")
	void agentWhenListeningOnPortGetsItsOwn(String option, String expected) {
		assertThat(new AgentRule().rewrite(option, WORKER)).isEqualTo(expected);
	}

	@Test
	void agentWhenOfIdeaIsDropped() {
		assertThat(new AgentRule().rewrite("-javaagent:/idea/lib/idea_rt.jar=41233:/idea/bin", WORKER)).isNull();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '>',
			textBlock = """
					-Xlog:gc*:file=/var/log/gc.log:time,uptime:filecount=5,filesize=10m > -Xlog:gc*:file=/var/log/gc-B-7.log:time,uptime:filecount=5,filesize=10m
					-Xlog:gc:gc.log > -Xlog:gc:gc-B-7.log
					-Xlog:gc:file="/var/a:b/gc.log":time > -Xlog:gc:file="/var/a:b/gc-B-7.log":time
					-Xlog:gc:file=gc-%p.log > -Xlog:gc:file=gc-%p.log
					-Xlog:gc:file=/a.b/gc > -Xlog:gc:file=/a.b/gc-B-7
					-Xlog:gc:stdout > -Xlog:gc:stdout
					-Xlog:gc > -Xlog:gc
					-Xlog:gc::time > -Xlog:gc::time
					-Xlog:disable > -Xlog:disable
					-Xlog > -Xlog
					-Xloggc:/var/log/gc.log > -Xloggc:/var/log/gc-B-7.log
					-XX:ErrorFile=/var/log/hs_err.log > -XX:ErrorFile=/var/log/hs_err-B-7.log
					-XX:ErrorFile=/var/log/hs_err%p.log > -XX:ErrorFile=/var/log/hs_err%p.log
					-XX:LogFile=vm.log > -XX:LogFile=vm-B-7.log
					-XX:HeapDumpPath=/dumps/app.hprof > -XX:HeapDumpPath=/dumps/app-B-7.hprof
					-XX:HeapDumpPath=/dumps > -XX:HeapDumpPath=/dumps
					-XX:HeapDumpPath=later/ > -XX:HeapDumpPath=later/
					-XX:StartFlightRecording=dumponexit=true,filename=/tmp/a.jfr > -XX:StartFlightRecording=dumponexit=true,filename=/tmp/a-B-7.jfr
					-XX:StartFlightRecording:filename=a.jfr,maxage=1h > -XX:StartFlightRecording:filename=a-B-7.jfr,maxage=1h
					-XX:StartFlightRecording > -XX:StartFlightRecording
					""")
	void fileWhenNamedGetsCodeAndId(String option, String expected) {
		assertThat(new FileRule("/dumps"::equals).rewrite(option, WORKER)).isEqualTo(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "-XX:ArchiveClassesAtExit=app.jsa", "-XX:+AutoCreateSharedArchive", "-XX:AOTMode=record",
			"-XX:AOTConfiguration=app.conf", "-XX:AOTCacheOutput=app.aot", "-XX:DumpLoadedClassList=classes.lst",
			"-Dspring.context.exit=onRefresh", "-Dspring.context.checkpoint=onRefresh" })
	void dropWhenForOneRunIsDropped(String option) {
		assertThat(new DropRule().rewrite(option, WORKER)).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "-XX:SharedArchiveFile=app.jsa", "-XX:AOTCache=app.aot", "-XX:AOTMode=on", "-Dx=y z" })
	void dropWhenForAllRunsIsKept(String option) {
		assertThat(new DropRule().rewrite(option, WORKER)).isEqualTo(option);
	}

}
