import { element, json, paint } from './cluster.js';

const INTERVAL = 1000;
const list = document.querySelector('.talk');

function line({ code, text, pid }) {
  return element('li', '', paint(element('b', 'badge', code), code), element('span', '', text),
    element('small', '', `pid ${pid}`));
}

async function refresh() {
  try {
    const lines = await json(`talks/${list.dataset.talk}`);
    list.replaceChildren(...(lines.length ? lines.map(line) : [element('li', 'empty', 'Nobody has said anything yet.')]));
  }
  catch (error) {
    // what was said stays, and the strip at the top tells that nobody answers
  }
  setTimeout(refresh, INTERVAL);
}

document.querySelector('#again')?.addEventListener('click', () => fetch('talks/greeting', { method: 'POST' }));
refresh();
