/** @import { Clock, Entry, Frame, Store } from './types.js' */

const KEY = 'outbox.';
/** Older than this a message is no longer sent unasked: its moment has passed. */
const TOO_OLD_MS = 24 * 60 * 60 * 1000;
/** Without an answer for so long the same message goes out again. */
const ANSWER_MS = 10_000;
/** How long a tab's claim on a message holds without being renewed. */
const LEASE_MS = 30_000;
const PAUSE_MS = 1000;

/**
 * The messages that the server has not confirmed, kept in the store so that they outlive the page. They leave one at
 * a time, each after the answer to the one before, because only that keeps their order. All tabs show all of them;
 * the tab that took a message sends it, and another takes over when its claim runs out. A message keeps its
 * `client_id` for ever, so that sending it twice stores it once.
 * @param {object} parts
 * @param {Store} parts.store
 * @param {Clock} parts.clock
 * @param {string} parts.tab  This tab's name among the others.
 * @param {() => string} parts.newId
 * @param {(frame: Frame) => boolean} parts.send
 * @param {() => void} parts.probe  Asked when an answer stays out: is the link alive?
 * @param {() => void} parts.onChange
 */
export function createOutbox({ store, clock, tab, newId, send, probe, onChange }) {
  /** @type {any} */
  let timer;
  let online = false;
  /** The `client_id` whose answer is awaited. */
  let awaited = '';
  let pausedUntil = 0;
  let lastQueuedAt = 0;
  /** What was refused as `closed` once: the second time it is the customer's to decide. */
  let refusedAsClosed = '';

  /** @returns {Entry[]} In the order of sending. */
  function list() {
    return store
      .keys(KEY)
      .map((key) => /** @type {Entry} */ (store.get(key)))
      .filter(Boolean)
      .sort((a, b) => a.queued_at - b.queued_at);
  }

  /** @param {Entry} entry */
  const save = (entry) => store.set(KEY + entry.client_id, entry);
  /** @param {string} id @returns {Entry | null} */
  const find = (id) => store.get(KEY + id);

  /** Times of queueing never repeat: they are the order. */
  function nextQueuedAt() {
    lastQueuedAt = Math.max(clock.now(), lastQueuedAt + 1);
    return lastQueuedAt;
  }

  /** @param {Entry} entry @param {string} code */
  function fail(entry, code) {
    save({ ...entry, status: 'failed', error: code });
    onChange();
  }

  function pump() {
    const now = clock.now();
    let wait = Infinity;
    for (const entry of list()) {
      if (entry.status !== 'sending') continue;
      if (now - entry.queued_at > TOO_OLD_MS) {
        fail(entry, 'expired');
        continue;
      }
      if (!online || awaited) continue;
      if (entry.tab !== tab && entry.lease > now) {
        wait = Math.min(wait, entry.lease - now);
        continue;
      }
      if (pausedUntil > now) {
        wait = Math.min(wait, pausedUntil - now);
        break;
      }
      if (!dispatch(entry, now)) break;
    }
    if (online && !awaited) arm(pump, wait);
  }

  /** @param {Entry} entry @param {number} now @returns {boolean} Whether it left. */
  function dispatch(entry, now) {
    save({ ...entry, tab, lease: now + LEASE_MS });
    if (!send({ type: 'text', client_id: entry.client_id, content: entry.content })) return false;
    awaited = entry.client_id;
    arm(unanswered, ANSWER_MS);
    return true;
  }

  function unanswered() {
    awaited = '';
    probe();
    pump();
  }

  /** @param {() => void} run @param {number} ms */
  function arm(run, ms) {
    clock.clearTimeout(timer);
    if (ms < Infinity) timer = clock.setTimeout(run, ms);
  }

  /** @param {string} id */
  function answered(id) {
    if (awaited !== id) return;
    awaited = '';
    clock.clearTimeout(timer);
  }

  return {
    list,
    /** @param {string} content  1–4000 UTF-16 units, not blank. */
    add(content) {
      const now = clock.now();
      save({ client_id: newId(), content, queued_at: nextQueuedAt(), status: 'sending', tab, lease: now + LEASE_MS });
      onChange();
      pump();
    },
    /** @param {string} id */
    retry(id) {
      const entry = find(id);
      if (!entry) return;
      const { error, ...kept } = entry;
      save({ ...kept, status: 'sending', queued_at: nextQueuedAt(), tab, lease: clock.now() + LEASE_MS });
      onChange();
      pump();
    },
    /**
     * The message is stored: an ack said so, or it came back with the history or from another tab.
     * @param {string} id
     */
    settle(id) {
      if (!find(id) && awaited !== id) return;
      answered(id);
      store.set(KEY + id, null);
      onChange();
      pump();
    },
    /** @param {Frame} error  Nothing of the message it names was stored. */
    refuse({ client_id: id, code, retry_after_ms: retryAfterMs }) {
      const entry = find(id);
      answered(id);
      if (!entry) return;
      if (code === 'rate_limited') pausedUntil = clock.now() + (retryAfterMs ?? PAUSE_MS);
      else if (code === 'closed' && refusedAsClosed !== id) refusedAsClosed = id;
      else fail(entry, code);
      pump();
    },
    /** Another tab changed the store. */
    changedElsewhere() {
      onChange();
      pump();
    },
    /** The page goes: the next one, or another tab, need not wait for the claims to run out. */
    release() {
      for (const entry of list()) if (entry.tab === tab) save({ ...entry, lease: 0 });
    },
    connected() {
      online = true;
      awaited = '';
      pausedUntil = 0;
      pump();
    },
    disconnected() {
      online = false;
      awaited = '';
      clock.clearTimeout(timer);
    },
  };
}
