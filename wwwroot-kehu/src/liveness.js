/** @import { Clock } from './types.js' */

/** A link on which nothing answers a heartbeat for so long is dead. */
const ANSWER_MS = 10_000;
/** Silence that the timers below cannot leave: the page slept through it, and the server has hung up meanwhile. */
const SLEPT_MS = 90_000;

/**
 * Finds a link that is open only by name: sends still vanish into it while nothing comes back.
 * @param {object} parts
 * @param {Clock} parts.clock
 * @param {() => void} parts.beat  Sends a heartbeat.
 * @param {() => void} parts.dead  Called once when the link is found dead.
 */
export function createLiveness({ clock, beat, dead }) {
  /** @type {any} */
  let timer;
  let silenceMs = 0;
  let heardAt = 0;
  let probing = false;

  /** @param {() => void} run @param {number} ms */
  function arm(run, ms) {
    clock.clearTimeout(timer);
    timer = clock.setTimeout(run, ms);
  }

  function stop() {
    clock.clearTimeout(timer);
    silenceMs = 0;
    probing = false;
  }

  function die() {
    stop();
    dead();
  }

  /** Asks for a sign of life now. While one is awaited its deadline stands. */
  function probe() {
    if (!silenceMs || probing) return;
    probing = true;
    beat();
    arm(die, ANSWER_MS);
  }

  /** A frame came, of whatever type. */
  function heard() {
    if (!silenceMs) return;
    probing = false;
    heardAt = clock.now();
    arm(probe, silenceMs);
  }

  return {
    /** @param {number} heartbeatSeconds  Silence after which to ask. */
    start(heartbeatSeconds) {
      silenceMs = heartbeatSeconds * 1000;
      heard();
    },
    heard,
    probe,
    stop,
    /** The page came back to life. */
    wake() {
      if (silenceMs && clock.now() - heardAt > SLEPT_MS) die();
      else probe();
    },
  };
}
