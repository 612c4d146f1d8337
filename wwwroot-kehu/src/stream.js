// Loaded where no WebSocket gets through: an event stream read by fetch, and a request for each frame, in the guise of one.

/** How often the server hears of this side, since a stream has no pongs. */
const BEAT_MS = 30_000;
/** A request that could not be made, or was put off, is made again so many times. */
const TRIES = 5;
const RETRY_MS = 1000;
/** When a WebSocket is tried again: after a minute, then ever more rarely. */
const FIRST_TRIAL_MS = 60_000;
const LAST_TRIAL_MS = 15 * 60_000;

/** @type {(parts: StreamParts) => StreamLink} */
export const openStream = ({ server, visitor, openSocket, fetch, clock }) => {
  const abort = new AbortController();
  const { signal } = abort;
  /** Frames on their way, oldest first. @type {string[]} */
  const queue = [];
  let isSending = false;
  let token = visitor?.token;
  let id = '';
  let trialMs = FIRST_TRIAL_MS;
  /** @type {any} */
  let beatTimer;
  /** @type {any} */
  let trialTimer;
  /** @type {WebSocket | undefined} */
  let trial;

  /** @type {StreamLink} */
  const link = {
    readyState: 0,
    onmessage: null,
    onclose: null,
    onswitch: null,
    send(text) {
      queue.push(text);
      if (!isSending) post();
    },
    close: () => stop(),
  };

  const headers = () => (token ? { Authorization: `Bearer ${token}` } : undefined);

  function stop() {
    link.readyState = 3;
    clock.clearTimeout(beatTimer);
    clock.clearTimeout(trialTimer);
    const socket = trial;
    trial = undefined;
    socket?.close();
    abort.abort();
  }

  /** @param {number} code */
  function end(code) {
    if (link.readyState === 3) return;
    stop();
    link.onclose?.({ code });
  }

  /** One after the other: only so do they arrive in their order. */
  async function post() {
    isSending = true;
    for (let tries = 0; queue.length && link.readyState === 1;) {
      const status = await fetch(`${server}/api/kehu/frames`, {
        method: 'POST',
        headers: { ...headers(), 'Content-Type': 'application/json' },
        body: `{"connection_id":${JSON.stringify(id)},"frame":${queue[0]}}`,
        credentials: 'omit',
        signal,
      }).then((answer) => answer.status, () => 0);
      if (status === 202) {
        queue.shift();
        tries = 0;
      } else if (++tries < TRIES && [0, 429, 503].includes(status)) {
        await new Promise((next) => clock.setTimeout(() => next(0), RETRY_MS));
      } else end(0);
    }
    isSending = false;
  }

  function beat() {
    beatTimer = clock.setTimeout(beat, BEAT_MS);
    link.send('{"type":"heartbeat"}');
  }

  /** A WebSocket that says welcome takes over. */
  function tryBack() {
    const socket = openSocket();
    trial = socket;
    socket.onmessage = ({ data }) => {
      if (trial !== socket) return socket.close();
      trial = undefined;
      link.onswitch?.(socket, data);
    };
    socket.onclose = () => trial === socket && planTrial();
  }

  function planTrial() {
    trialTimer = clock.setTimeout(tryBack, trialMs);
    trialMs = Math.min(trialMs * 2, LAST_TRIAL_MS);
  }

  /** @param {string} event */
  function hear(event) {
    const data = event.replace(/^(?:event: close\n)?data: |^:.*/, '');
    if (event.startsWith('event: close')) return end(JSON.parse(data).code);
    if (!data) return;
    if (!id) {
      const welcome = JSON.parse(data);
      id = welcome.connection_id;
      token ??= welcome.visitor_token;
      link.readyState = 1;
      beatTimer = clock.setTimeout(beat, BEAT_MS);
      planTrial();
    }
    link.onmessage?.({ data });
  }

  async function read() {
    const query = visitor ? `?user_id=${encodeURIComponent(visitor.id)}` : '';
    const { ok, body } = await fetch(`${server}/api/kehu/events${query}`, {
      headers: headers(), credentials: 'omit', cache: 'no-store', signal,
    });
    if (!ok || !body) return;
    const reader = body.pipeThrough(/** @type {any} */ (new TextDecoderStream())).getReader();
    for (let text = ''; ;) {
      const { value, done } = await reader.read();
      if (done) return;
      const events = (text + value).split('\n\n');
      text = events.pop() ?? '';
      for (const event of events) if (link.readyState !== 3) hear(event);
    }
  }

  read().catch(() => {}).then(() => end(0));
  return link;
};
