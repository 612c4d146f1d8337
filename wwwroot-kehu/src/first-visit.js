/** @import { Identity } from './types.js' */

const free = () => {};

/**
 * Lets one tab at a time connect as a new customer, so that a browser with several tabs becomes one customer.
 * A page without secure context has no locks; there each tab goes ahead.
 * @param {{ request: (name: string, held: () => any) => Promise<any> } | undefined} locks  `navigator.locks`
 * @param {string} name
 * @param {Identity} identity
 * @returns {() => Promise<() => void>} Waits for this tab's turn and gives what ends it.
 */
export function createFirstVisit(locks, name, identity) {
  return () =>
    new Promise((enter) => {
      if (!locks || identity.current()) return enter(free);
      const held = () => (identity.current() ? enter(free) : new Promise((leave) => enter(() => leave(undefined))));
      locks.request(name, held).catch(() => enter(free));
    });
}
