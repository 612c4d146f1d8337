/** @import { Clock } from './types.js' */

/**
 * Runs what a browser would otherwise run bare, so that no fault of ours reaches the host page's `onerror`.
 * @template {any[]} A
 * @param {(...args: A) => void} run
 * @returns {(...args: A) => void}
 */
export const guarded = (run) => (...args) => {
  try {
    run(...args);
  } catch (fault) {
    console.warn('Kefu:', fault);
  }
};

/** @type {Clock} */
export const systemClock = {
  now: () => Date.now(),
  setTimeout: (run, ms) => setTimeout(guarded(run), ms),
  clearTimeout: (timer) => clearTimeout(timer),
  random: () => Math.random(),
};
