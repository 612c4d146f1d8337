/** Older than this a message is no longer sent unasked: its moment has passed. */
const TOO_OLD_MS = 24 * 3600 * 1000;
/** Without an answer for so long the same message goes out again. */
const ANSWER_MS = 10_000;
/** So long after an upload that nothing was heard of it is tried again. */
const UPLOAD_AGAIN_MS = 3000;
/** How long a tab's claim on a message holds. */
const LEASE_MS = 30_000;

/** @type {(parts: OutboxParts) => Outbox} */
export const createOutbox = ({ store, clock, tab, newId, send, probe, intake, upload, forget, onChange }) => {
  /** @type {any} */
  let timer;
  let online = false;
  /** The `client_id` whose answer is awaited. */
  let awaited = '';
  let pausedUntil = 0;
  let lastQueuedAt = 0;
  /** What was refused as `closed` once; the second time it is the customer's to decide. */
  let refusedAsClosed = '';
  /** Whose files are on their way to the server. A lost link need not end them. @type {Set<string>} */
  const uploading = new Set();

  /** @param {string} id */
  const keyOf = (id) => `outbox.${id}`;
  /** @param {string} id @returns {Entry | null} */
  const find = (id) => store.get(keyOf(id));
  /** @param {Entry} entry */
  const save = (entry) => store.set(keyOf(entry.client_id), entry);

  /** @returns {Entry[]} */
  const list = () => store.keys(keyOf('')).map(store.get).filter(Boolean).sort((a, b) => a.queued_at - b.queued_at);

  /** @param {Pick<Entry, 'client_id' | 'content' | 'left' | 'type' | 'file'>} what */
  function queue({ client_id, content, left, type, file }) {
    const now = clock.now();
    lastQueuedAt = Math.max(now, lastQueuedAt + 1);
    save({ client_id, content, left, type, file, queued_at: lastQueuedAt, status: 'sending', tab, lease: now + LEASE_MS });
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
    const { client_id, content, left, type, file } = entry;
    save({ ...entry, tab, lease: now + LEASE_MS });
    if (file && !file.url) {
      bring(entry);
      return true;
    }
    const what = file ? { type: type ?? 'file', url: file.url } : { type: left ? 'leave_message' : 'text', content };
    if (!send({ ...what, client_id, ...intake?.(), ...left })) return false;
    awaited = client_id;
    arm(unanswered, ANSWER_MS);
    return true;
  }

  /** What was sent after a file waits for its upload: it keeps its place. @param {Entry} entry */
  async function bring(entry) {
    const id = entry.client_id;
    awaited = id;
    clock.clearTimeout(timer);
    if (uploading.has(id)) return;
    uploading.add(id);
    hold(id);
    /** @type {Uploaded} */
    const { file, error, retryAfterMs = UPLOAD_AGAIN_MS } = await upload?.(entry).catch(() => ({})) ?? {};
    uploading.delete(id);
    if (awaited === id) awaited = '';
    // It may have been given up meanwhile, or another tab has brought it.
    const latest = find(id);
    if (latest && file) save({ ...latest, file: { ...latest.file, ...file } });
    else if (latest && error) fail(latest, error);
    else if (latest) {
      pausedUntil = clock.now() + retryAfterMs;
      probe();
    }
    pump();
  }

  /** An upload may take longer than a claim holds. @param {string} id */
  function hold(id) {
    const entry = find(id);
    if (!entry || !uploading.has(id)) return;
    save({ ...entry, lease: clock.now() + LEASE_MS });
    clock.setTimeout(() => hold(id), LEASE_MS / 2);
  }

  /** @param {string} id */
  function remove(id) {
    if (find(id)?.file) forget?.(id);
    store.set(keyOf(id), null);
    onChange();
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
    // What failed waits for the customer, and nothing for it.
    isSending: () => list().some(({ status }) => status === 'sending'),
    add: (content) => queue({ client_id: newId(), content }),
    leave: (content, left) => queue({ client_id: newId(), content, left }),
    attach: (client_id, type, file) => queue({ client_id, type, file }),
    retry(id) {
      const entry = find(id);
      // Uploaded anew: what no message has bound for a day is gone from the server.
      if (entry) queue({ ...entry, file: entry.file && { ...entry.file, url: undefined } });
    },
    drop(id) {
      if (awaited === id) awaited = '';
      remove(id);
      pump();
    },
    settle(id) {
      if (awaited === id) awaited = '';
      else if (!find(id)) return;
      remove(id);
      pump();
    },
    refuse({ client_id: id, code, retry_after_ms: retryAfterMs }) {
      const entry = find(id);
      if (awaited === id) awaited = '';
      // `unauthenticated`: this customer has become another, as whom the next link is opened.
      if (entry && (code === 'rate_limited' || code === 'unauthenticated')) pausedUntil = clock.now() + (retryAfterMs ?? 1000);
      // Somebody came meanwhile: it goes to them as any other message does.
      else if (entry?.left && code === 'conflict') save({ ...entry, left: undefined });
      // The upload is not this customer's: they became somebody else while it was on its way. It is brought anew, as theirs.
      else if (entry?.file?.url && code === 'not_found' && !entry.again) {
        save({ ...entry, again: true, file: { ...entry.file, url: undefined } });
      } else if (entry && code === 'closed' && refusedAsClosed !== id) refusedAsClosed = id;
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
