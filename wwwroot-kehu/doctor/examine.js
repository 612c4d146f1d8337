/// <reference path="./doctor.d.ts" />
import { reach, origin, socket, stream } from './connecting.js';
import { bad, good } from './findings.js';
import { browser, clock, picture, storage, transport, widget } from './surroundings.js';

/** In this order: what fails early explains what fails later. @type {Record<string, Look>} */
const looks = { browser, transport, reach, origin, socket, stream, picture, storage, clock, widget };

/**
 * One finding after the other.
 * @param {string} server  Origin.
 * @param {boolean} isOwnPage
 * @returns {AsyncGenerator<Finding>}
 */
export async function* examine(server, isOwnPage) {
  /** @type {Examined} */
  const examined = { server, isOwnPage, violations: [] };
  /** @param {SecurityPolicyViolationEvent} event */
  const noted = ({ effectiveDirective, blockedURI }) => void examined.violations.push({ directive: effectiveDirective, blocked: blockedURI });
  document.addEventListener('securitypolicyviolation', noted);
  try {
    for (const [name, look] of Object.entries(looks)) {
      const seen = await Promise.resolve(look(examined)).catch((fault) => bad({ fault: `${fault}` }, 'failed'));
      if (seen) yield { name, ...seen };
    }
    const seen = policyOf(examined);
    if (seen) yield { name: 'policy', ...seen };
  } finally {
    document.removeEventListener('securitypolicyviolation', noted);
  }
}

/** What the page's policy forbade, in the words that belong into it. @param {Examined} examined @returns {Seen | null} */
function policyOf({ violations, server, isOwnPage }) {
  const socketServer = server.replace(/^http/, 'ws');
  const lacking = new Set(violations
    .filter(({ blocked }) => blocked.startsWith(server) || blocked.startsWith(socketServer))
    .map(({ directive, blocked }) => `${directive} ${new URL(blocked).origin}`));
  if (lacking.size) return bad({ lacking: [...lacking].join('; ') });
  return isOwnPage ? null : good();
}
