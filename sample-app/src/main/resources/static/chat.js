import { element, json, paint } from './cluster.js';
import { Stomp } from './stomp.js';

const PEOPLE_INTERVAL = 1000;
const RETRIES = [100, 200, 400, 800, 1500, 3000];
const $ = (selector) => document.querySelector(selector);

let name = null;
let stomp = null;
let room = 'lobby';
let subscription = null;
let attempt = 0;
let served = null;
let waiting = [];

// ---- logging in and out

function show(screen) {
  document.body.dataset.screen = screen;
}

async function post(path, value) {
  return fetch(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(value) });
}

async function login(event) {
  event.preventDefault();
  const wanted = $('#name').value.trim();
  try {
    const response = await post('login', { name: wanted });
    $('#login-error').textContent = response.ok ? ''
      : response.status === 400 ? 'Up to 20 letters, digits, spaces, dots and dashes, please.'
      : `That did not work (status ${response.status}). Try again in a moment.`;
    if (response.ok) {
      enter((await response.json()).name);
    }
  }
  catch (error) {
    $('#login-error').textContent = 'No worker answers at the moment. Try again.';
  }
}

async function logout() {
  name = null;
  stomp?.close();
  await post('logout', {});
  show('login');
  $('#name').focus();
}

function enter(who) {
  name = who;
  $('#me').textContent = who;
  show('chat');
  connect();
  openRoom(room);
  $('#text').focus();
}

// ---- the connection, which comes back by itself

function connect() {
  const url = new URL('ws', location.href);
  url.protocol = url.protocol.replace('http', 'ws');
  const connection = new Stomp(url, { opened: () => opened(connection), closed: () => closed(connection) });
  stomp = connection;
}

function opened(connection) {
  if (connection !== stomp || !name) {
    connection.close();
    return;
  }
  connection.subscribe('/app/serving', (worker) => {
    attempt = 0;
    const moved = served && served.id !== worker.id;
    served = worker;
    paint($('#serving'), worker.code);
    $('#serving-code').textContent = worker.code;
    $('#serving-pid').textContent = `pid ${worker.pid}`;
    document.body.dataset.connection = 'open';
    if (moved) {
      notice(`You are on worker ${worker.code} now, and still logged in.`, worker.code);
    }
    const unsent = waiting;
    waiting = [];
    unsent.forEach(say);
  });
  subscribe();
}

async function closed(connection) {
  if (connection !== stomp) {
    return;
  }
  stomp = null;
  subscription = null;
  if (!name) {
    return;
  }
  if (document.body.dataset.connection !== 'lost' && served) {
    notice(`Worker ${served.code} is gone. Looking for another one …`, served.code);
  }
  document.body.dataset.connection = 'lost';
  const pause = RETRIES[Math.min(attempt++, RETRIES.length - 1)];
  setTimeout(reconnect, pause * (0.75 + Math.random() / 2));
}

async function reconnect() {
  try {
    $('#port').textContent = `:${location.port || (location.protocol === 'https:' ? 443 : 80)}`;
const me = await json('me');
    if (!me.name) {
      name = null;
      show('login');
      $('#login-error').textContent = 'Your session has ended. Please log in again.';
      return;
    }
  }
  catch (error) {
    // nobody answers, or not as it should; the next attempt tells
  }
  if (name && !stomp) {
    connect();
  }
}

// ---- rooms and messages

function openRoom(id) {
  room = id;
  document.querySelectorAll('[data-room]').forEach((button) =>
    button.setAttribute('aria-current', String(button.dataset.room === id)));
  $('#room-title').textContent = $(`[data-room="${id}"] span`).textContent;
  $('#messages').replaceChildren();
  if (document.body.dataset.connection === 'open' && stomp) {
    subscribe();
  }
}

// what is said while the history is on its way is shown after it, once
async function subscribe() {
  if (subscription !== null) {
    stomp.unsubscribe(subscription);
  }
  const wanted = room;
  let early = [];
  subscription = stomp.subscribe(`/topic/rooms/${wanted}`, (message) => early ? early.push(message) : append(message));
  try {
    const past = await json(`rooms/${wanted}`);
    if (wanted !== room) {
      return;
    }
    const notices = [...document.querySelectorAll('#messages .notice')];
    $('#messages').replaceChildren(...past.map(bubble), ...notices.slice(-4));
    const known = new Set(past.map((message) => message.at + message.name + message.text));
    early.filter((message) => !known.has(message.at + message.name + message.text)).forEach(append);
  }
  catch (error) {
    early.forEach(append);
  }
  early = null;
  scroll();
}

function bubble(message) {
  const time = new Date(message.at).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
  const head = element('div', 'head', element('strong', '', message.name),
    paint(element('b', 'badge', message.worker), message.worker), element('time', '', time));
  head.children[1].title = `sent by way of worker ${message.worker}`;
  const node = element('li', message.name === name ? 'message mine' : 'message', head,
    element('p', '', message.text));
  return node;
}

function append(message) {
  $('#messages').append(bubble(message));
  scroll();
}

function notice(text, code) {
  $('#messages').append(paint(element('li', 'notice', text), code));
  scroll();
}

function scroll() {
  $('#messages').scrollTop = $('#messages').scrollHeight;
}

function say(text) {
  if (stomp && document.body.dataset.connection === 'open') {
    stomp.send(`/app/rooms/${room}`, { text });
  }
  else {
    waiting.push(text);
  }
}

function submit(event) {
  event.preventDefault();
  const text = $('#text').value.trim();
  if (text) {
    say(text);
    $('#text').value = '';
  }
}

// ---- who is online

function person(each) {
  return element('li', each.name === name ? 'mine' : '', paint(element('b', 'badge', each.worker), each.worker),
    element('span', '', each.name), element('small', '', each.room.replace('-', ' ')));
}

async function refreshPeople() {
  try {
    const people = await json('people');
    $('#people').replaceChildren(...people.map(person));
    $('#people-count').textContent = String(people.length);
    document.querySelectorAll('[data-room]').forEach((button) => {
      button.querySelector('i').textContent = String(people.filter((each) => each.room === button.dataset.room).length);
    });
  }
  catch (error) {
    // the list stays as it was
  }
  setTimeout(refreshPeople, PEOPLE_INTERVAL);
}

$('#login').addEventListener('submit', login);
$('#logout').addEventListener('click', logout);
$('#composer').addEventListener('submit', submit);
$('#kill').addEventListener('click', () => stomp?.send('/app/kill'));
document.querySelectorAll('[data-room]').forEach((button) =>
  button.addEventListener('click', () => openRoom(button.dataset.room)));
setInterval(() => name && fetch('me').catch(() => {}), 60_000);

$('#port').textContent = `:${location.port || (location.protocol === 'https:' ? 443 : 80)}`;
const me = await json('me').catch(() => ({ name: null }));
if (me.name) {
  enter(me.name);
}
else {
  show('login');
}
refreshPeople();
