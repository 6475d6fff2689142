// The part of STOMP 1.2 that the chat needs, over the browser's own WebSocket.

const HEARTBEAT = 10_000;
const ESCAPES = { '\\r': '\r', '\\n': '\n', '\\c': ':', '\\\\': '\\' };

function write(command, headers = {}, body = '') {
  const lines = Object.entries(headers).map(([name, value]) => `${name}:${value}`);
  return [command, ...lines, '', `${body}\0`].join('\n');
}

function read(frame) {
  const end = frame.indexOf('\n\n');
  const [command, ...lines] = frame.slice(0, end).split('\n');
  const headers = Object.fromEntries(lines.map((line) => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon), line.slice(colon + 1).replace(/\\[rnc\\]/g, (escape) => ESCAPES[escape])];
  }));
  return { command, headers, body: frame.slice(end + 2, frame.lastIndexOf('\0')) };
}

/** One connection, which does not come back: whoever wants another one makes another one. */
export class Stomp {

  #socket;
  #handlers = new Map();
  #next = 0;
  #sending;
  #watching;

  constructor(url, { opened, closed }) {
    this.#socket = new WebSocket(url);
    this.#socket.onopen = () => this.#socket.send(write('CONNECT',
      { 'accept-version': '1.2', host: location.hostname, 'heart-beat': `${HEARTBEAT},${HEARTBEAT}` }));
    this.#socket.onmessage = (event) => this.#receive(event.data, opened);
    this.#socket.onclose = () => {
      clearInterval(this.#sending);
      clearTimeout(this.#watching);
      closed();
    };
  }

  #receive(data, opened) {
    this.#watch();
    if (!data.trim()) {
      return;
    }
    const { command, headers, body } = read(data);
    if (command === 'CONNECTED') {
      this.#sending = setInterval(() => this.#socket.send('\n'), HEARTBEAT);
      opened();
    }
    else if (command === 'MESSAGE') {
      this.#handlers.get(headers.subscription)?.(JSON.parse(body));
    }
    else if (command === 'ERROR') {
      this.close();
    }
  }

  // a server that says nothing for three heartbeats is gone, even if nobody has closed the connection
  #watch() {
    clearTimeout(this.#watching);
    this.#watching = setTimeout(() => this.close(), 3 * HEARTBEAT);
  }

  subscribe(destination, handler) {
    const id = String(this.#next++);
    this.#handlers.set(id, handler);
    this.#socket.send(write('SUBSCRIBE', { id, destination }));
    return id;
  }

  unsubscribe(id) {
    this.#handlers.delete(id);
    this.#socket.send(write('UNSUBSCRIBE', { id }));
  }

  send(destination, value = {}) {
    this.#socket.send(write('SEND', { destination, 'content-type': 'application/json' }, JSON.stringify(value)));
  }

  close() {
    this.#socket.close();
  }

}
