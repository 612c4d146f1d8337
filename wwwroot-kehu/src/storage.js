/** @import { Store, Identity } from './types.js' */

/**
 * One site's part of `localStorage`. Where that is forbidden or full, the page's memory takes its place: the chat
 * then works, and forgets on leaving.
 * @param {string} site
 * @param {() => Storage} open  Called for each use: reading `window.localStorage` may itself throw.
 * @returns {Store}
 */
export function createStore(site, open) {
  const prefix = `kefu:${site}:`;
  /** @type {Map<string, string>} */
  const memory = new Map();

  return {
    get(key) {
      let text = memory.get(key);
      try {
        text ??= open().getItem(prefix + key) ?? undefined;
        return text === undefined ? null : JSON.parse(text);
      } catch {
        return null;
      }
    },
    set(key, value) {
      memory.delete(key);
      try {
        if (value === null) open().removeItem(prefix + key);
        else open().setItem(prefix + key, JSON.stringify(value));
      } catch {
        if (value !== null) memory.set(key, JSON.stringify(value));
      }
    },
    keys(start) {
      const found = new Set(memory.keys());
      try {
        const area = open();
        for (let i = 0; i < area.length; i++) {
          const key = area.key(i) ?? '';
          if (key.startsWith(prefix)) found.add(key.slice(prefix.length));
        }
      } catch {
        // Forbidden: what is in memory is all there is.
      }
      return [...found].filter((key) => key.startsWith(start));
    },
  };
}

/**
 * Who this browser is to the server. Read from the store each time, because another tab may have changed it.
 * @param {Store} store
 * @returns {Identity}
 */
export function createIdentity(store) {
  return {
    current: () => store.get('visitor'),
    save: (visitor) => store.set('visitor', visitor),
    drop(visitor) {
      if (store.get('visitor')?.token === visitor.token) store.set('visitor', null);
    },
  };
}
