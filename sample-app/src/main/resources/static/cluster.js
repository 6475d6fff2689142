// The strip at the top of every page: the workers, and what they are doing.

const INTERVAL = 1000;
const WORDS = { READY: 'ready', STARTING: 'starting', DRAINING: 'draining', STOPPED: 'stopped',
  BACKING_OFF: 'waiting to start', GIVEN_UP: 'given up' };

export function element(name, className = '', ...content) {
  const node = document.createElement(name);
  node.className = className;
  node.append(...content);
  return node;
}

/** The colour of a worker, the same on every page. */
export function paint(node, code) {
  node.dataset.worker = code;
  const number = code.charCodeAt(code.length - 1) - 'A'.charCodeAt(0);
  node.style.setProperty('--worker', code === code.toUpperCase() ? `var(--worker-${number % 6})` : 'var(--soft)');
  return node;
}

function chip(worker) {
  const state = WORDS[worker.state];
  const node = element('li', `chip ${worker.state.toLowerCase()}`, element('b', '', worker.code),
    element('span', '', worker.pid ? `${state} · pid ${worker.pid}` : state));
  return paint(node, worker.code);
}

export async function json(path, options) {
  const response = await fetch(path, options);
  if (!response.ok) {
    throw new Error(`${path} answers with ${response.status}`);
  }
  return response.json();
}

async function refresh() {
  const list = document.querySelector('#workers');
  try {
    const cluster = await json('cluster');
    list.replaceChildren(...cluster.workers.map(chip));
  }
  catch (error) {
    list.replaceChildren(element('li', 'chip backing_off', 'No worker answers at the moment'));
  }
  setTimeout(refresh, INTERVAL);
}

refresh();
