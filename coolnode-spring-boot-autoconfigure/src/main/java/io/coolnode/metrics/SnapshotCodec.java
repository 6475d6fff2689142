package io.coolnode.metrics;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * Writes snapshots as few bytes, and reads them. Each text is written once, and by its
 * number from then on; all is compressed.
 */
final class SnapshotCodec {

	private static final int VERSION = 1;

	private SnapshotCodec() {
	}

	static byte[] encode(Snapshot snapshot) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		Deflater deflater = new Deflater(Deflater.BEST_SPEED);
		try (DataOutputStream out = new DataOutputStream(new DeflaterOutputStream(bytes, deflater))) {
			new Writer(out).write(snapshot);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		finally {
			deflater.end();
		}
		return bytes.toByteArray();
	}

	/**
	 * Read what {@link #encode} has written.
	 * @param bytes the bytes
	 * @return the snapshot
	 * @throws UncheckedIOException if it is something else
	 */
	static Snapshot decode(byte[] bytes) {
		try (DataInputStream in = new DataInputStream(new InflaterInputStream(new ByteArrayInputStream(bytes)))) {
			return new Reader(in).read();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Writes one snapshot.
	 */
	private static final class Writer {

		private final DataOutputStream out;

		private final Map<String, Integer> texts = new HashMap<>();

		private Writer(DataOutputStream out) {
			this.out = out;
		}

		private void write(Snapshot snapshot) throws IOException {
			this.out.writeByte(VERSION);
			this.out.writeInt(snapshot.families().size());
			for (MetricFamily family : snapshot.families()) {
				text(family.name());
				text(family.kind());
				text(family.help());
				text(family.unit());
				this.out.writeInt(family.points().size());
				for (MetricPoint point : family.points()) {
					write(point);
				}
			}
		}

		private void write(MetricPoint point) throws IOException {
			texts(point.labels());
			values(point.totals());
			values(point.readings());
			this.out.writeLong(point.created());
			this.out.writeShort(point.exemplars().size());
			for (MetricPoint.ExampleValue example : point.exemplars()) {
				this.out.writeDouble(example.value());
				this.out.writeLong(example.millis());
				texts(example.labels());
			}
		}

		private void texts(List<String> values) throws IOException {
			this.out.writeShort(values.size());
			for (String value : values) {
				text(value);
			}
		}

		private void values(Map<String, Double> values) throws IOException {
			this.out.writeShort(values.size());
			for (Map.Entry<String, Double> entry : values.entrySet()) {
				text(entry.getKey());
				this.out.writeDouble(entry.getValue());
			}
		}

		private void text(String text) throws IOException {
			Integer number = this.texts.putIfAbsent(text, this.texts.size());
			if (number != null) {
				this.out.writeInt(number);
				return;
			}
			byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
			this.out.writeInt(this.texts.size() - 1);
			this.out.writeInt(bytes.length);
			this.out.write(bytes);
		}

	}

	/**
	 * Reads one snapshot.
	 */
	private static final class Reader {

		private final DataInputStream in;

		private final List<String> texts = new ArrayList<>();

		private Reader(DataInputStream in) {
			this.in = in;
		}

		private Snapshot read() throws IOException {
			int version = this.in.readUnsignedByte();
			if (version != VERSION) {
				throw new IOException("Metrics of the version " + version + " cannot be read");
			}
			int count = this.in.readInt();
			List<MetricFamily> families = new ArrayList<>();
			for (int i = 0; i < count; i++) {
				String name = text();
				String kind = text();
				String help = text();
				String unit = text();
				families.add(new MetricFamily(name, kind, help, unit, points()));
			}
			return new Snapshot(families);
		}

		private List<MetricPoint> points() throws IOException {
			int count = this.in.readInt();
			List<MetricPoint> points = new ArrayList<>();
			for (int i = 0; i < count; i++) {
				List<String> labels = texts();
				Map<String, Double> totals = values();
				Map<String, Double> readings = values();
				points.add(new MetricPoint(labels, totals, readings, this.in.readLong(), examples()));
			}
			return points;
		}

		private List<MetricPoint.ExampleValue> examples() throws IOException {
			int count = this.in.readUnsignedShort();
			List<MetricPoint.ExampleValue> examples = new ArrayList<>();
			for (int i = 0; i < count; i++) {
				examples.add(new MetricPoint.ExampleValue(this.in.readDouble(), this.in.readLong(), texts()));
			}
			return examples;
		}

		private List<String> texts() throws IOException {
			int count = this.in.readUnsignedShort();
			List<String> values = new ArrayList<>();
			for (int i = 0; i < count; i++) {
				values.add(text());
			}
			return values;
		}

		private Map<String, Double> values() throws IOException {
			int count = this.in.readUnsignedShort();
			Map<String, Double> values = new LinkedHashMap<>();
			for (int i = 0; i < count; i++) {
				values.put(text(), this.in.readDouble());
			}
			return values;
		}

		private String text() throws IOException {
			int number = this.in.readInt();
			if (number == this.texts.size()) {
				this.texts.add(new String(this.in.readNBytes(this.in.readInt()), StandardCharsets.UTF_8));
			}
			if (number < 0 || number >= this.texts.size()) {
				throw new IOException("A text without number " + number);
			}
			return this.texts.get(number);
		}

	}

}
