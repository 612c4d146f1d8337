/// <reference path="./doctor.d.ts" />
// The ways to the server.
import { bad, good, warning } from './findings.js';

const PATIENCE_MS = 10_000;
/** An answer that takes so long is felt. */
const SLOW_MS = 2000;

/** @template T @param {Promise<T>} what @returns {Promise<T>} */
const within = (what) => Promise.race([
  what,
  new Promise((_, late) => setTimeout(() => late(new Error('time-out')), PATIENCE_MS)),
]);

/** @type {Look} */
export const reach = async ({ server }) => {
  const began = performance.now();
  try {
    const { ok, status } = await within(fetch(`${server}/kehu/kehu.js`, { credentials: 'omit', cache: 'no-store' }));
    const ms = Math.round(performance.now() - began);
    if (!ok) return bad({ status, server }, 'status');
    return (ms < SLOW_MS ? good : warning)({ ms, server });
  } catch {
    return bad({ server });
  }
};

/** Whether the server lets this page's origin in: what it may not read, it may still ask without reading. @type {Look} */
export const origin = async ({ server }) => {
  const address = `${server}/api/kehu/config`;
  try {
    const { ok } = await within(fetch(address, { credentials: 'omit', cache: 'no-store' }));
    return (ok ? good : bad)({ origin: location.origin });
  } catch {
    const isThere = await within(fetch(address, { mode: 'no-cors', credentials: 'omit', cache: 'no-store' })).then(() => true, () => false);
    return isThere ? bad({ origin: location.origin }) : null;
  }
};

/** Comes as a customer, as far as the welcome. @type {Look} */
export const socket = async (examined) => {
  const address = `${examined.server.replace(/^http/, 'ws')}/ws`;
  /** @type {WebSocket | undefined} */
  let link;
  try {
    const began = performance.now();
    link = new WebSocket(`${address}?user_type=kehu`, ['kefu.v1']);
    const opened = link;
    const welcome = await within(new Promise((heard, lost) => {
      opened.onmessage = ({ data }) => heard(JSON.parse(data));
      opened.onclose = () => lost(new Error('closed'));
    }));
    examined.token = welcome.visitor_token;
    examined.serverTime = Date.parse(welcome.server_time);
    return good({ ms: Math.round(performance.now() - began) });
  } catch {
    return bad({ address });
  } finally {
    link?.close();
  }
};

/** The way round, which matters where the one before is closed. @type {Look} */
export const stream = async (examined) => {
  const { server, token } = examined;
  const abort = new AbortController();
  try {
    const answer = await within(fetch(`${server}/api/kehu/events`, {
      headers: token ? { Authorization: `Bearer ${token}` } : {}, credentials: 'omit', cache: 'no-store', signal: abort.signal,
    }));
    if (!answer.ok || !answer.body) return bad({ status: answer.status }, 'status');
    const reader = answer.body.pipeThrough(/** @type {any} */ (new TextDecoderStream())).getReader();
    let text = '';
    while (!text.includes('\n\n')) {
      const { value, done } = await within(reader.read());
      if (done) break;
      text += value;
    }
    const welcome = JSON.parse(text.slice('data: '.length));
    examined.serverTime ??= Date.parse(welcome.server_time);
    const { status } = await within(fetch(`${server}/api/kehu/frames`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token ?? welcome.visitor_token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ connection_id: welcome.connection_id, frame: { type: 'heartbeat' } }),
      credentials: 'omit',
    }));
    return status === 202 ? good() : bad({ status }, 'status');
  } catch {
    return bad();
  } finally {
    abort.abort();
  }
};
