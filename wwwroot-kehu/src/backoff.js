/** After so many failed tries the customer is told, and tries become rare. */
export const GIVE_UP_AFTER = 10;

const FIRST_MS = 500;
const LONGEST_MS = 15_000;
const RARE_MS = 60_000;

/**
 * How long to wait before the next try: doubling, spread by ± 50 % so that the clients of a node that died do not
 * all return in the same instant.
 * @param {number} failures  Tries that failed in a row, from 0.
 * @param {number} random  From 0 up to 1.
 * @returns {number} Milliseconds.
 */
export function retryDelay(failures, random) {
  const middle = failures >= GIVE_UP_AFTER ? RARE_MS : Math.min(FIRST_MS * 2 ** failures, LONGEST_MS);
  return middle * (0.5 + random);
}
