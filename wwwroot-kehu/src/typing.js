/** @import { Clock, Frame } from './types.js' */

const REPEAT_MS = 3000;
const VOID_MS = 6000;

/**
 * Tells the agent that the customer is typing.
 * @param {{ clock: Clock, send: (frame: Frame) => boolean }} parts
 */
export function createTypingSender({ clock, send }) {
  let saidAt = -Infinity;

  return {
    /** The customer changed the text, and it is not empty. */
    typed() {
      if (clock.now() - saidAt < REPEAT_MS) return;
      if (send({ type: 'typing', active: true })) saidAt = clock.now();
    },
    /** The text was sent or emptied. After a pause nothing need be said: the word is void by itself. */
    ended() {
      if (clock.now() - saidAt < VOID_MS) send({ type: 'typing', active: false });
      saidAt = -Infinity;
    },
    /** A message that was sent says itself that typing ended. */
    sent: () => void (saidAt = -Infinity),
  };
}

/**
 * Whether the agent is typing, by what was heard.
 * @param {{ clock: Clock, onChange: () => void }} parts
 */
export function createTypingIndicator({ clock, onChange }) {
  /** @type {any} */
  let timer;
  let active = false;

  /** @param {boolean} next */
  function hear(next) {
    clock.clearTimeout(timer);
    if (next) timer = clock.setTimeout(() => hear(false), VOID_MS);
    if (active === next) return;
    active = next;
    onChange();
  }

  return { hear, active: () => active };
}
