/** @param {Store} store @returns {Identity} */
export const createIdentity = (store) => ({
  current: () => store.get('visitor'),
  save: (visitor) => store.set('visitor', visitor),
  drop(visitor) {
    if (store.get('visitor')?.token === visitor.token) store.set('visitor', null);
  },
});

const free = () => {};

/** @type {(locks: Locks | undefined, name: string, identity: Identity) => FirstVisit} */
export const createFirstVisit = (locks, name, identity) => () =>
  new Promise((enter) => {
    if (!locks || identity.current()) return enter(free);
    const held = () => (identity.current() ? enter(free) : new Promise((leave) => enter(() => leave(0))));
    locks.request(name, held).catch(() => enter(free));
  });

/** @type {(server: string, fetch: typeof globalThis.fetch, clock: Clock) => WhoAmI} */
export const createWhoAmI = (server, fetch, clock) => async (token) => {
  const abort = new AbortController();
  const timer = clock.setTimeout(() => abort.abort(), 10_000);
  try {
    // Who has no token is nobody to ask about: only whether the server answers is to be known, and a 401 would stand red in the page's console.
    const { status, headers } = await fetch(`${server}/api/kehu/${token ? 'me' : 'config'}`, {
      headers: token ? { Authorization: `Bearer ${token}` } : {},
      credentials: 'omit',
      cache: 'no-store',
      signal: abort.signal,
    });
    return { status, retryAfterMs: (Number(headers.get('Retry-After')) || 0) * 1000 };
  } catch {
    return { status: 0, retryAfterMs: 0 };
  } finally {
    clock.clearTimeout(timer);
  }
};
