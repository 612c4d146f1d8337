/** @param {unknown} fault */
export const warn = (fault) => console.warn('Kefu:', fault);

/**
 * Keeps a fault of ours, now or later, out of the host page's `onerror` and `onunhandledrejection`.
 * @template {any[]} A
 * @param {(...args: A) => any} run
 * @returns {(...args: A) => void}
 */
export const guarded = (run) => (...args) => {
  try {
    Promise.resolve(run(...args)).catch(warn);
  } catch (fault) {
    warn(fault);
  }
};

/** Comes when it is first wanted; what failed to come is asked for again the next time. @template T @param {() => Promise<T>} load */
export function once(load) {
  /** @type {Promise<T> | undefined} */
  let loaded;
  return () => (loaded ??= load().catch((fault) => {
    loaded = undefined;
    throw fault;
  }));
}

/** The first pause after a failure, and the longest. */
const PAUSES_MS = [5_000, 120_000];

/** Runs until it has succeeded, with a longer pause after each failure. @param {() => Promise<unknown>} run @param {Pick<Clock, 'setTimeout'>} clock */
export function insisting(run, clock) {
  let [pause, longest] = PAUSES_MS;
  const attempt = guarded(async () => {
    try {
      await run();
    } catch (fault) {
      clock.setTimeout(attempt, pause);
      pause = Math.min(pause * 2, longest);
      throw fault;
    }
  });
  return attempt;
}

/** @type {Clock} */
export const systemClock = {
  now: () => Date.now(),
  setTimeout: (run, ms) => setTimeout(guarded(run), ms),
  clearTimeout: (timer) => clearTimeout(timer),
  random: () => Math.random(),
};

/** `open` is called for each use: reading `localStorage` may itself throw. @type {(site: string, open: () => Storage) => Store} */
export const createStore = (site, open) => {
  const prefix = `kefu:${site}:`;
  /** @type {Map<string, string>} */
  const memory = new Map();

  return {
    get(key) {
      try {
        return JSON.parse(memory.get(key) ?? open().getItem(prefix + key) ?? 'null');
      } catch {
        return null;
      }
    },
    set(key, value) {
      const text = JSON.stringify(value);
      memory.delete(key);
      try {
        if (value === null) open().removeItem(prefix + key);
        else open().setItem(prefix + key, text);
      } catch {
        memory.set(key, text);
      }
    },
    keys(start) {
      const found = new Set([...memory.keys()].map((key) => prefix + key));
      try {
        const area = open();
        for (let i = 0; i < area.length; i++) found.add(area.key(i) ?? '');
      } catch {
        // Forbidden: what is in memory is all there is.
      }
      return [...found].filter((key) => key.startsWith(prefix + start)).map((key) => key.slice(prefix.length));
    },
  };
};
