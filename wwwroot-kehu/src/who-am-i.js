/** @import { Clock } from './types.js' */

const PATIENCE_MS = 10_000;

/**
 * Asks what a browser hides of a refused WebSocket: whether the token still counts.
 * @param {object} parts
 * @param {string} parts.server  Origin, without a slash at the end.
 * @param {typeof globalThis.fetch} parts.fetch
 * @param {Clock} parts.clock
 * @returns {(token: string | undefined) => Promise<{ status: number, retryAfterMs: number }>} Status 0: no answer.
 */
export function createWhoAmI({ server, fetch, clock }) {
  return async (token) => {
    const abort = new AbortController();
    const timer = clock.setTimeout(() => abort.abort(), PATIENCE_MS);
    try {
      const answer = await fetch(`${server}/api/kehu/me`, {
        headers: token ? { Authorization: `Bearer ${token}` } : {},
        credentials: 'omit',
        cache: 'no-store',
        signal: abort.signal,
      });
      const seconds = Number(answer.headers.get('Retry-After'));
      return { status: answer.status, retryAfterMs: seconds > 0 ? seconds * 1000 : 0 };
    } catch {
      return { status: 0, retryAfterMs: 0 };
    } finally {
      clock.clearTimeout(timer);
    }
  };
}
