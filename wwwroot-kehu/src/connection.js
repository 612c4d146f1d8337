import { retryDelay } from './backoff.js';
import { createLiveness } from './liveness.js';

/** @import { Clock, Frame, Identity, Phase, Visitor } from './types.js' */

/** From opening a socket to its `welcome`. */
const OPEN_MS = 10_000;
/** A link that lived so long was a good one: the count of failures begins again. */
const STABLE_MS = 5_000;
/** After the server closed for flooding. */
const CALM_MS = 10_000;

const CLOSE = { secretInvalid: 4401, blocked: 4403, flooding: 4429 };

/**
 * The life of the socket: one at a time, replaced for as long as the page lives.
 *
 * idle → connecting → open → waiting → connecting …; a failed open passes through `checking`; `blocked` and
 * `stopped` are final.
 * @param {object} parts
 * @param {string} parts.url  Of the WebSocket, without a query.
 * @param {Identity} parts.identity
 * @param {(token: string | undefined) => Promise<{ status: number, retryAfterMs: number }>} parts.whoAmI
 * @param {() => Promise<() => void>} parts.firstVisit  Waits for the turn to connect as a new customer.
 * @param {new (url: string, protocols: string[]) => WebSocket} parts.WebSocket
 * @param {Clock} parts.clock
 * @param {(frame: Frame) => void} parts.onFrame  Every frame but heartbeats, `welcome` first.
 * @param {(phase: Phase, failures: number) => void} parts.onPhase
 */
export function createConnection({ url, identity, whoAmI, firstVisit, WebSocket, clock, onFrame, onPhase }) {
  /** @type {Phase} */
  let phase = 'idle';
  /** @type {WebSocket | null} */
  let socket = null;
  /** @type {Visitor | null} */
  let visitor = null;
  /** @type {any} */
  let timer;
  let failures = 0;
  let openedAt = 0;
  let draining = false;
  let endTurn = () => {};

  const liveness = createLiveness({
    clock,
    beat: () => send({ type: 'heartbeat' }),
    dead: () => lost(0),
  });

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
    open();
  }

  function open() {
    const query = visitor ? `&user_id=${encodeURIComponent(visitor.id)}` : '';
    const protocols = visitor ? ['kefu.v1', `token.${visitor.token}`] : ['kefu.v1'];
    try {
      const opened = new WebSocket(`${url}?user_type=kehu${query}`, protocols);
      socket = opened;
      opened.onmessage = ({ data }) => void (opened === socket && receive(data));
      opened.onclose = ({ code }) => void (opened === socket && lost(code));
      timer = clock.setTimeout(() => lost(0), OPEN_MS);
    } catch {
      // A token that cannot stand in a header, or a host page whose policy forbids the address.
      lost(0);
    }
  }

  /** @param {unknown} data */
  function receive(data) {
    /** @type {Frame} */
    let frame;
    try {
      frame = JSON.parse(String(data));
    } catch {
      return;
    }
    liveness.heard();
    if (frame.type === 'heartbeat') return;
    if (frame.type === 'bye') return drain(frame.retry_ms);
    if (frame.type === 'welcome') welcomed(frame);
    onFrame(frame);
  }

  /** @param {Frame} welcome */
  function welcomed(welcome) {
    clock.clearTimeout(timer);
    if (welcome.visitor_token) identity.save({ id: welcome.user_id, token: welcome.visitor_token });
    endTurn();
    openedAt = clock.now();
    liveness.start(welcome.heartbeat_seconds || 30);
    enter('open');
  }

  /**
   * The node is leaving. What it still says is heard; nothing new is sent to it.
   * @param {number} retryMs
   */
  function drain(retryMs) {
    liveness.stop();
    failures = 0;
    wait(retryMs >= 0 ? retryMs : retryDelay(0, clock.random()));
    draining = true;
  }

  /** @param {number} code  The close code, 0 where there was none. */
  function lost(code) {
    const wasOpen = phase === 'open';
    detach();
    // After `bye` the date of the next try stands already.
    if (draining) return;
    clock.clearTimeout(timer);
    endTurn();
    if (code === CLOSE.blocked) return enter('blocked');
    failures = wasOpen && clock.now() - openedAt >= STABLE_MS ? 0 : failures + 1;
    if (!wasOpen || code === CLOSE.secretInvalid) return void check();
    wait(Math.max(retryDelay(failures, clock.random()), code === CLOSE.flooding ? CALM_MS : 0));
  }

  async function check() {
    enter('checking');
    const { status, retryAfterMs } = await whoAmI(visitor?.token);
    if (phase !== 'checking') return;
    if (status === 403) return enter('blocked');
    if (status === 401 && visitor) {
      identity.drop(visitor);
      return void connect();
    }
    wait(Math.max(retryDelay(failures, clock.random()), retryAfterMs));
  }

  /** @param {number} ms */
  function wait(ms) {
    clock.clearTimeout(timer);
    timer = clock.setTimeout(connect, ms);
    enter('waiting');
  }

  /** Ends the present socket and turns a deaf ear to it. */
  function detach() {
    const old = socket;
    socket = null;
    liveness.stop();
    try {
      old?.close();
    } catch {
      // It never opened.
    }
  }

  /**
   * @param {Frame} frame
   * @returns {boolean} Whether it left; never a promise that it arrived.
   */
  function send(frame) {
    if (phase !== 'open' || !socket || socket.readyState !== 1) return false;
    socket.send(JSON.stringify(frame));
    return true;
  }

  return {
    send,
    probe: liveness.probe,
    start: () => void (phase === 'idle' && connect()),
    /** The network or the page came back, or the customer asks: try now. */
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
}
