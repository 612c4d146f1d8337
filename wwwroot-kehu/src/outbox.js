/** Older than this a message is no longer sent unasked: its moment has passed. */
const TOO_OLD_MS = 24 * 3600 * 1000;
/** Without an answer for so long the same message goes out again. */
const ANSWER_MS = 10_000;
/** How long a tab's claim on a message holds. */
const LEASE_MS = 30_000;

/** @type {(parts: OutboxParts) => Outbox} */
export const createOutbox = ({ store, clock, tab, newId, send, probe, intake, onChange }) => {
  /** @type {any} */
  let timer;
  let online = false;
  /** The `client_id` whose answer is awaited. */
  let awaited = '';
  let pausedUntil = 0;
  let lastQueuedAt = 0;
  /** What was refused as `closed` once; the second time it is the customer's to decide. */
  let refusedAsClosed = '';

  /** @param {string} id */
  const keyOf = (id) => `outbox.${id}`;
  /** @param {string} id @returns {Entry | null} */
  const find = (id) => store.get(keyOf(id));
  /** @param {Entry} entry */
  const save = (entry) => store.set(keyOf(entry.client_id), entry);

  /** @returns {Entry[]} */
  const list = () => store.keys(keyOf('')).map(store.get).filter(Boolean).sort((a, b) => a.queued_at - b.queued_at);

  /** @param {string} client_id @param {string} content @param {Entry['left']} [left] */
  function queue(client_id, content, left) {
    const now = clock.now();
    lastQueuedAt = Math.max(now, lastQueuedAt + 1);
    save({ client_id, content, left, queued_at: lastQueuedAt, status: 'sending', tab, lease: now + LEASE_MS });
    onChange();
    pump();
  }

  /** @param {Entry} entry @param {string} error */
  function fail(entry, error) {
    save({ ...entry, status: 'failed', error });
    onChange();
  }

  /** Sends what is next, or sets the time to look again. */
  function pump() {
    const now = clock.now();
    let again = Infinity;
    for (const entry of list()) {
      if (entry.status === 'failed') continue;
      if (now - entry.queued_at > TOO_OLD_MS) fail(entry, 'expired');
      else if (!online || awaited) continue;
      else if (entry.tab !== tab && entry.lease > now) again = Math.min(again, entry.lease);
      else if (pausedUntil > now) again = Math.min(again, pausedUntil);
      else if (!dispatch(entry, now)) break;
    }
    if (!awaited) arm(pump, again - now);
  }

  /** @param {Entry} entry @param {number} now @returns {boolean} Whether it left. */
  function dispatch(entry, now) {
    save({ ...entry, tab, lease: now + LEASE_MS });
    const { client_id, content, left } = entry;
    if (!send({ type: left ? 'leave_message' : 'text', client_id, content, ...intake?.(), ...left })) return false;
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

  return {
    list,
    add: (content) => queue(newId(), content),
    leave: (content, contact) => queue(newId(), content, contact),
    retry(id) {
      const entry = find(id);
      if (entry) queue(id, entry.content, entry.left);
    },
    settle(id) {
      if (awaited === id) awaited = '';
      else if (!find(id)) return;
      store.set(keyOf(id), null);
      onChange();
      pump();
    },
    refuse({ client_id: id, code, retry_after_ms: retryAfterMs }) {
      const entry = find(id);
      if (awaited === id) awaited = '';
      if (entry && code === 'rate_limited') pausedUntil = clock.now() + (retryAfterMs ?? 1000);
      // Somebody came meanwhile: it goes to them as any other message does.
      else if (entry?.left && code === 'conflict') save({ ...entry, left: undefined });
      else if (entry && code === 'closed' && refusedAsClosed !== id) refusedAsClosed = id;
      else if (entry) fail(entry, code);
      pump();
    },
    changedElsewhere() {
      onChange();
      pump();
    },
    release() {
      for (const entry of list()) if (entry.tab === tab) save({ ...entry, lease: 0 });
    },
    connected() {
      online = true;
      awaited = '';
      pump();
    },
    disconnected() {
      online = false;
      awaited = '';
      clock.clearTimeout(timer);
    },
  };
};
