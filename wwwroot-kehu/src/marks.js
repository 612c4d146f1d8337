/** @import { Clock, Frame } from './types.js' */

const PAUSE_MS = 1000;

/**
 * Tells the server how far this customer has received and read: at most once a second, and only forward.
 * @param {object} parts
 * @param {Clock} parts.clock
 * @param {(frame: Frame) => boolean} parts.send
 */
export function createMarks({ clock, send }) {
  let told = { delivered: 0, read: 0 };
  let wanted = { delivered: 0, read: 0 };
  /** @type {any} */
  let timer = null;

  function pump() {
    if (timer !== null) return;
    const type = wanted.read > told.read ? 'read' : 'delivered';
    const seq = wanted[type];
    if (seq <= told[type] || !send({ type, seq })) return;
    told[type] = seq;
    // To have read is to have received.
    if (type === 'read') told.delivered = Math.max(told.delivered, seq);
    timer = clock.setTimeout(() => {
      timer = null;
      pump();
    }, PAUSE_MS);
  }

  /** @param {'delivered' | 'read'} type @param {number} seq */
  function raise(type, seq) {
    if (seq <= wanted[type]) return;
    wanted[type] = seq;
    pump();
  }

  return {
    /** @param {number} seq  Everything up to it is held. */
    delivered: (seq) => raise('delivered', seq),
    /** @param {number} seq  A person saw everything up to it. */
    read: (seq) => raise('read', seq),
    /**
     * What the server holds, after each connect: what it missed is told again.
     * @param {number} delivered
     * @param {number} read
     */
    resume(delivered, read) {
      told = { delivered, read };
      pump();
    },
    /** Another conversation counts from 0. */
    reset() {
      told = { delivered: 0, read: 0 };
      wanted = { delivered: 0, read: 0 };
    },
    stop() {
      clock.clearTimeout(timer);
      timer = null;
    },
  };
}
