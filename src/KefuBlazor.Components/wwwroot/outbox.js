// What the agent has sent and the server has not confirmed. It lives in the browser's storage, so neither a lost connection nor a reload
// loses it; the server knows a message by its client_id, so sending it again is harmless.

import { call, connected, onLost } from './connection.js';

const lifetime = 24 * 60 * 60 * 1000;
const views = new Map();
const composers = new Map();
const states = new Map();
const unsaved = new Map();
let chains = new Map();
let desk = null;
let agent = '';

const keyOf = conversation => `kefu.outbox.${agent}.${conversation}`;

function load(conversation) {
  try {
    return unsaved.get(conversation) ?? JSON.parse(localStorage.getItem(keyOf(conversation))) ?? [];
  } catch {
    return [];
  }
}

function save(conversation, entries) {
  unsaved.delete(conversation);
  try {
    if (entries.length) localStorage.setItem(keyOf(conversation), JSON.stringify(entries));
    else localStorage.removeItem(keyOf(conversation));
  } catch {
    // Full or forbidden: it is still sent, but would not outlive the page.
    unsaved.set(conversation, entries);
  }
}

// Never met twice. The time comes first, so that what is sent now lies together in the store's index.
// randomUUID is there on secure pages only, and a desk may be reached by a plain address within the house.
export function newId() {
  const random = Array.from(crypto.getRandomValues(new Uint8Array(6)), byte => byte.toString(16).padStart(2, '0'));
  return Date.now().toString(16).padStart(12, '0') + random.join('');
}

function stored() {
  try {
    return Object.keys(localStorage);
  } catch {
    return [];
  }
}

function remove(conversation, id) {
  save(conversation, load(conversation).filter(entry => entry.client_id !== id));
}

// Whose messages these are: known to a composer before the desk has started. What is put until then waits for it.
export function openFor(agentId) {
  agent = agentId;
}

// The desk is there: what is left from before goes first.
export function start(reference, agentId) {
  desk = reference;
  openFor(agentId);
  flush();
}

export function stop() {
  desk = null;
}

// Sends again whatever has not been confirmed.
export function flush() {
  chains = new Map();
  const prefix = keyOf('');
  for (const key of stored()) {
    if (!key.startsWith(prefix)) continue;
    const conversation = key.slice(prefix.length);
    for (const entry of load(conversation)) {
      if (Date.now() - entry.at > lifetime) states.set(entry.client_id, { state: 'failed' });
      else deliver(conversation, entry);
    }
  }
  for (const conversation of views.keys()) draw(conversation);
}

// What was under way when the connection went waits for the next one.
onLost(() => {
  for (const [id, { state }] of states) if (state === 'sending') states.set(id, { state: 'waiting' });
  for (const conversation of views.keys()) draw(conversation);
});

export function put(conversation, text) {
  add(conversation, { text });
}

// A file that is on the server already: what kind of message it makes, its address and its name.
export function putFile(conversation, { kind, url, name }) {
  add(conversation, { kind, url, name });
}

function add(conversation, content) {
  const entry = { client_id: newId(), ...content, at: Date.now() };
  save(conversation, [...load(conversation), entry]);
  deliver(conversation, entry);
}

// One after the other within a conversation, or their order would be left to chance.
function deliver(conversation, entry) {
  states.set(entry.client_id, { state: desk && connected() ? 'sending' : 'waiting' });
  draw(conversation);
  const before = chains.get(conversation) ?? Promise.resolve();
  const mine = chains;
  mine.set(conversation, before.then(() => (chains === mine ? send(conversation, entry) : undefined)));
}

async function send(conversation, entry) {
  let refusal;
  try {
    refusal = await (entry.url
      ? call(desk, 'SendFileAsync', conversation, entry.client_id, entry.kind, entry.url)
      : call(desk, 'SendAsync', conversation, entry.client_id, entry.text));
  } catch {
    // No connection. It goes again when there is one.
    states.set(entry.client_id, { state: 'waiting' });
    draw(conversation);
    return;
  }

  if (!refusal) {
    remove(conversation, entry.client_id);
    states.set(entry.client_id, { state: 'stored' });
    // The bubble takes its place; where it is not shown, nothing is to be waited for.
    setTimeout(() => forget(conversation, entry.client_id), 5000);
    if (!views.has(conversation)) forget(conversation, entry.client_id);
    else arrived(views.get(conversation).place.closest('[role="log"]'), conversation);
    return;
  }

  states.set(entry.client_id, { state: 'failed', reason: refusal.reason });
  draw(conversation);
  if (refusal.retryAfterMs) setTimeout(() => retry(conversation, entry), refusal.retryAfterMs);
}

function retry(conversation, entry) {
  if (load(conversation).some(other => other.client_id === entry.client_id)) deliver(conversation, entry);
}

function forget(conversation, id) {
  if (states.delete(id)) draw(conversation);
}

// Shows the unconfirmed messages of a conversation in an element that nobody else writes to.
export function show(conversation, place, words) {
  const view = { place, words };
  views.set(conversation, view);
  draw(conversation);
  return () => {
    if (views.get(conversation) === view) views.delete(conversation);
  };
}

// Messages have come in: those that were pending here give their place to them.
export function arrived(log, conversation) {
  const place = views.get(conversation)?.place;
  for (const bubble of place?.querySelectorAll('[data-pending-id]') ?? []) {
    const id = bubble.dataset.pendingId;
    if (!log?.querySelector(`[data-client-id="${CSS.escape(id)}"]`)) continue;
    bubble.remove();
    if (states.get(id)?.state === 'stored') states.delete(id);
  }
}

export function compose(conversation, restore) {
  composers.set(conversation, restore);
  return () => {
    if (composers.get(conversation) === restore) composers.delete(conversation);
  };
}

function draw(conversation) {
  const view = views.get(conversation);
  if (!view) return;
  const entries = load(conversation);
  const kept = [...view.place.children].filter(child =>
    states.get(child.dataset.pendingId)?.state === 'stored' || entries.some(entry => entry.client_id === child.dataset.pendingId));
  view.place.replaceChildren(
    ...kept.filter(child => states.get(child.dataset.pendingId)?.state === 'stored'),
    ...entries.map(entry => bubble(conversation, entry, view.words)));
  arrived(view.place.closest('[role="log"]'), conversation);
}

function bubble(conversation, entry, words) {
  const { state, reason } = states.get(entry.client_id) ?? { state: 'waiting' };
  const group = element('section', `group agent ${state}`);
  group.dataset.pendingId = entry.client_id;
  const text = element('div', 'bubble', entry.url ? `${words[entry.kind]} ${entry.name}` : entry.text);
  text.dir = 'auto';
  const meta = element('p', 'meta', words[state] ?? '');
  group.append(text, meta);
  if (state === 'failed') {
    meta.textContent = reason ?? words.failed;
    meta.append(button(words.retry, () => deliver(conversation, entry)));
    const restore = composers.get(conversation);
    const drop = () => {
      remove(conversation, entry.client_id);
      forget(conversation, entry.client_id);
    };
    if (restore && !entry.url) {
      meta.append(button(words.edit, () => {
        restore(entry.text);
        drop();
      }));
    } else {
      meta.append(button(words.discard, drop));
    }
  }
  return group;
}

function element(name, className, text) {
  const node = document.createElement(name);
  node.className = className;
  if (text !== undefined) node.textContent = text;
  return node;
}

function button(text, onClick) {
  const node = element('button', 'link', text);
  node.type = 'button';
  node.addEventListener('click', onClick);
  return node;
}
