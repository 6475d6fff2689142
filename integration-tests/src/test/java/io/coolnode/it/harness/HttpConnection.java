package io.coolnode.it.harness;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A connection that never sends anything twice and tells exactly what went wrong.
 */
public final class HttpConnection implements Closeable {

	private static final int CONNECT_MILLIS = 10_000;

	private static final int READ_MILLIS = Endurance.choose(60_000, 90_000);

	private final Socket socket;

	private final InputStream in;

	private HttpConnection(Socket socket) throws IOException {
		this.socket = socket;
		this.in = new BufferedInputStream(socket.getInputStream());
	}

	/**
	 * Connect to a port of this machine.
	 * @param port the port
	 * @return the connection
	 * @throws ExchangeException if there is none
	 */
	public static HttpConnection open(int port) {
		return open(InetAddress.getLoopbackAddress(), port);
	}

	/**
	 * Connect.
	 * @param address the address
	 * @param port the port
	 * @return the connection
	 * @throws ExchangeException if there is none
	 */
	public static HttpConnection open(InetAddress address, int port) {
		Socket socket = new Socket();
		try {
			socket.setTcpNoDelay(true);
			socket.setSoTimeout(READ_MILLIS);
			socket.connect(new InetSocketAddress(address, port), CONNECT_MILLIS);
			return new HttpConnection(socket);
		}
		catch (IOException ex) {
			close(socket);
			boolean refused = ex instanceof ConnectException && String.valueOf(ex.getMessage()).contains("refused");
			throw new ExchangeException(refused ? FailureKind.REFUSED : FailureKind.NOT_CONNECTED, ex.toString(), ex);
		}
	}

	/**
	 * Return whether somebody listens on a port of this machine.
	 * @param port the port
	 * @return whether a connection is taken
	 */
	public static boolean isListening(int port) {
		try (HttpConnection connection = open(port)) {
			return connection.socket.isConnected();
		}
		catch (ExchangeException ex) {
			return ex.kind() != FailureKind.REFUSED;
		}
	}

	/**
	 * Send one request over a connection of its own.
	 * @param port the port
	 * @param request the request
	 * @return the answer
	 * @throws ExchangeException if there is none
	 */
	public static HttpAnswer once(int port, Request request) {
		try (HttpConnection connection = open(port)) {
			return connection.exchange(request.header("Connection", "close"));
		}
	}

	/**
	 * Create a request without a body.
	 * @param path the path
	 * @return the request
	 */
	public static Request get(String path) {
		return new Request("GET", path, null);
	}

	/**
	 * Create a request with a body.
	 * @param path the path
	 * @param body the body
	 * @return the request
	 */
	public static Request post(String path, byte[] body) {
		return new Request("POST", path, body);
	}

	/**
	 * Send a request and wait for the answer.
	 * @param request the request
	 * @return the answer
	 * @throws ExchangeException if there is none
	 */
	public HttpAnswer exchange(Request request) {
		FailureKind atEnd = FailureKind.UNANSWERED;
		try {
			this.socket.getOutputStream().write(request.toBytes());
			String line = readLine(atEnd);
			atEnd = FailureKind.CUT;
			int status = parseStatus(line);
			Map<String, String> headers = readHeaders();
			return new HttpAnswer(status, headers, readBody(headers));
		}
		catch (SocketTimeoutException ex) {
			throw new ExchangeException(FailureKind.TIMEOUT, ex.toString(), ex);
		}
		catch (IOException ex) {
			throw new ExchangeException(FailureKind.RESET, ex.toString(), ex);
		}
	}

	private static int parseStatus(String line) {
		if (!line.startsWith("HTTP/1.1 ")) {
			throw new ExchangeException(FailureKind.MALFORMED, line, null);
		}
		return Integer.parseInt(line.substring(9, 12));
	}

	private Map<String, String> readHeaders() throws IOException {
		Map<String, String> headers = new HashMap<>();
		String line = readLine(FailureKind.CUT);
		while (!line.isEmpty()) {
			int colon = line.indexOf(':');
			headers.put(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).trim());
			line = readLine(FailureKind.CUT);
		}
		return headers;
	}

	private byte[] readBody(Map<String, String> headers) throws IOException {
		if (!"chunked".equals(headers.get("transfer-encoding"))) {
			return read(Integer.parseInt(headers.getOrDefault("content-length", "0")));
		}
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		int size = Integer.parseInt(readLine(FailureKind.CUT), 16);
		while (size > 0) {
			body.write(read(size));
			readLine(FailureKind.CUT);
			size = Integer.parseInt(readLine(FailureKind.CUT), 16);
		}
		readLine(FailureKind.CUT);
		return body.toByteArray();
	}

	private byte[] read(int length) throws IOException {
		byte[] bytes = this.in.readNBytes(length);
		if (bytes.length < length) {
			throw new ExchangeException(FailureKind.CUT, bytes.length + " bytes of " + length, null);
		}
		return bytes;
	}

	private String readLine(FailureKind atEnd) throws IOException {
		ByteArrayOutputStream line = new ByteArrayOutputStream();
		int value = this.in.read();
		while (value != '\n') {
			if (value < 0) {
				throw new ExchangeException((line.size() > 0) ? FailureKind.CUT : atEnd, "end of the connection", null);
			}
			line.write(value);
			value = this.in.read();
		}
		return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
	}

	@Override
	public void close() {
		close(this.socket);
	}

	private static void close(Socket socket) {
		try {
			socket.close();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * A request, to which headers can be added.
	 */
	public static final class Request {

		private final String method;

		private final String path;

		private final byte[] body;

		private final Map<String, String> headers = new LinkedHashMap<>();

		private Request(String method, String path, byte[] body) {
			this.method = method;
			this.path = path;
			this.body = body;
		}

		/**
		 * Set a header.
		 * @param name the name
		 * @param value the value
		 * @return this
		 */
		public Request header(String name, String value) {
			this.headers.put(name, value);
			return this;
		}

		private byte[] toBytes() throws IOException {
			StringBuilder head = new StringBuilder(this.method + " " + this.path + " HTTP/1.1\r\nHost: localhost\r\n");
			this.headers.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
			if (this.body != null) {
				if (!this.headers.containsKey("Content-Type")) {
					head.append("Content-Type: application/octet-stream\r\n");
				}
				head.append("Content-Length: " + this.body.length + "\r\n");
			}
			ByteArrayOutputStream bytes = new ByteArrayOutputStream();
			bytes.write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
			if (this.body != null) {
				bytes.write(this.body);
			}
			return bytes.toByteArray();
		}

	}

}
