const INTERVAL = 1000;

function element(name, text, className = '') {
  const node = document.createElement(name);
  node.textContent = text;
  node.className = className;
  return node;
}

async function showCluster() {
  const cluster = await (await fetch('cluster')).json();
  document.querySelector('#me').textContent = `Worker ${cluster.code} with pid ${cluster.pid} has answered.`;
  document.querySelector('.workers').replaceChildren(...cluster.workers.map((worker) =>
    element('li', `${worker.code} · ${worker.state.toLowerCase()}`, worker.code === cluster.code ? 'me' : '')));
}

async function showTalk(list) {
  const lines = await (await fetch(`talks/${list.dataset.talk}`)).json();
  const items = lines.map((line) => {
    const item = document.createElement('li');
    item.append(element('b', line.code), element('span', line.text), element('small', `pid ${line.pid}`));
    return item;
  });
  list.replaceChildren(...(items.length ? items : [element('li', 'Nobody has said anything yet.')]));
}

async function refresh() {
  try {
    await Promise.all([showCluster(), ...Array.from(document.querySelectorAll('.talk'), showTalk)]);
  }
  catch (error) {
    document.querySelector('#me').textContent = 'No worker answers at the moment.';
  }
  setTimeout(refresh, INTERVAL);
}

document.querySelector('#again')?.addEventListener('click', () => fetch('talks/greeting', { method: 'POST' }));
refresh();
