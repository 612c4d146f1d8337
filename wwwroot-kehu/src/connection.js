import { guarded } from './browser.js';
import { createLiveness } from './liveness.js';

/** After so many failures the customer is told, and tries become rare. */
export const GIVE_UP_AFTER = 10;

/** @type {RetryDelay} */
export const retryDelay = (failures, random) =>
  (failures < GIVE_UP_AFTER ? Math.min(500 * 2 ** failures, 15_000) : 60_000) * (0.5 + random);

/** From opening a socket to its `welcome`. */
const OPEN_MS = 10_000;
/** A link that lived so long was a good one: failures are counted anew. */
const STABLE_MS = 5000;
/** So many sockets in a row that came to nothing, while the server answers requests: something on the way lets none through. */
const FALL_BACK_AFTER = 3;
/** After the server closed for flooding. */
const CALM_MS = 10_000;

const CLOSED = { secretInvalid: 4401, blocked: 4403, flooding: 4429 };

/** @type {(parts: ConnectionParts) => Connection} */
export const createConnection = ({ url, identity, whoAmI, firstVisit, WebSocket, openStream, clock, onFrame, onPhase }) => {
  /** @type {Phase} */
  let phase = 'idle';
  /** @type {Socket | null} */
  let socket = null;
  /** Whether the last try was by an event stream, and whether it was welcomed. */
  let isStream = false;
  let isWelcome = false;
  let refused = 0;
  let tries = 0;
  /** @type {Visitor | null} */
  let visitor = null;
  /** @type {any} */
  let timer;
  let failures = 0;
  let openedAt = 0;
  let draining = false;
  let endTurn = () => {};

  const liveness = createLiveness({ clock, beat: () => send({ type: 'heartbeat' }), dead: () => lost(0) });

  /** @param {Phase} next */
  function enter(next) {
    phase = next;
    onPhase(phase, failures);
  }

  async function connect() {
    clock.clearTimeout(timer);
    draining = false;
    detach();
    enter('connecting');
    endTurn = await firstVisit();
    if (phase !== 'connecting') return endTurn();
    visitor = identity.current();
    timer = clock.setTimeout(() => lost(0), OPEN_MS);
    // Where neither way works they take turns.
    isStream = refused >= FALL_BACK_AFTER && (isWelcome || !isStream);
    isWelcome = false;
    const mine = ++tries;
    try {
      const opened = isStream ? await openStream(visitor, openSocket) : openSocket();
      if (mine !== tries) opened.close();
      else attach(opened);
    } catch {
      // A token that cannot stand in a header, or a host page whose policy forbids the address.
      if (mine === tries) lost(0);
    }
  }

  function openSocket() {
    const known = identity.current();
    return new WebSocket(`${url}?user_type=kehu${known ? `&user_id=${encodeURIComponent(known.id)}` : ''}`,
      known ? ['kefu.v1', `token.${known.token}`] : ['kefu.v1']);
  }

  /** @param {Socket} opened */
  function attach(opened) {
    socket = opened;
    opened.onmessage = guarded(({ data }) => void (opened === socket && receive(data)));
    opened.onclose = guarded(({ code }) => void (opened === socket && lost(code)));
    // A stream that found a WebSocket to get through again.
    opened.onswitch = guarded((next, data) => {
      if (opened !== socket || draining) return next.close();
      isStream = false;
      attach(next);
      opened.close();
      receive(data);
    });
  }

  /** @param {string} data */
  function receive(data) {
    const frame = JSON.parse(data);
    liveness.heard();
    if (frame.type === 'bye') {
      // What the leaving node still says is heard; nothing more is sent to it.
      liveness.stop();
      draining = true;
      failures = 0;
      return wait(frame.retry_ms);
    }
    if (frame.type === 'welcome') {
      clock.clearTimeout(timer);
      if (frame.visitor_token) identity.save({ id: frame.user_id, token: frame.visitor_token });
      endTurn();
      openedAt = clock.now();
      isWelcome = true;
      if (!isStream) refused = 0;
      liveness.start(frame.heartbeat_seconds);
      enter('open');
    }
    if (frame.type !== 'heartbeat') onFrame(frame);
  }

  /** @param {number} code  0: the link was given up. */
  function lost(code) {
    const wasOpen = phase === 'open';
    detach();
    // The time of the next try was set by `bye`.
    if (draining) return;
    clock.clearTimeout(timer);
    endTurn();
    if (code === CLOSED.blocked) return enter('blocked');
    failures = wasOpen && clock.now() - openedAt >= STABLE_MS ? 0 : failures + 1;
    if (!wasOpen || code === CLOSED.secretInvalid) check();
    else backOff(code === CLOSED.flooding ? CALM_MS : 0);
  }

  async function check() {
    enter('checking');
    const { status, retryAfterMs } = await whoAmI(visitor?.token);
    if (phase !== 'checking') return;
    if (status === 403) return enter('blocked');
    const isRefused = !isStream && !isWelcome && (status === 200 || status === 401);
    if (isRefused) refused++;
    // Another way is no repetition, and need not wait.
    if (status !== 401 || !visitor) return isRefused && refused === FALL_BACK_AFTER ? connect() : backOff(retryAfterMs);
    identity.drop(visitor);
    connect();
  }

  /** @param {number} leastMs */
  const backOff = (leastMs) => wait(Math.max(retryDelay(failures, clock.random()), leastMs));

  /** @param {number} ms */
  function wait(ms) {
    clock.clearTimeout(timer);
    timer = clock.setTimeout(connect, ms);
    enter('waiting');
  }

  function detach() {
    const old = socket;
    socket = null;
    tries++;
    liveness.stop();
    old?.close();
  }

  /** @type {Connection['send']} */
  function send(frame) {
    if (phase !== 'open' || socket?.readyState !== 1) return false;
    socket.send(JSON.stringify(frame));
    return true;
  }

  return {
    send,
    probe: liveness.probe,
    start: connect,
    restart: connect,
    wake() {
      if (phase === 'waiting' && !draining) connect();
      else if (phase === 'open') liveness.wake();
    },
    stop() {
      enter('stopped');
      clock.clearTimeout(timer);
      endTurn();
      detach();
    },
  };
};
