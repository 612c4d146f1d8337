import { h } from './dom.js';

const ADDRESS = /https?:\/\/[^\s<>"'，。；：！？（）《》「」、]+/gi;
/** What ends a sentence rather than an address. */
const TAIL = /[.,;:!?)\]}]+$/;

/**
 * A message's text with its web addresses clickable. Nothing but http and https becomes a link.
 * @param {string} text
 * @returns {(Node | string)[]}
 */
export function withLinks(text) {
  /** @type {(Node | string)[]} */
  const parts = [];
  let end = 0;
  for (const { 0: match, index = 0 } of text.matchAll(ADDRESS)) {
    const address = match.replace(TAIL, '');
    if (!URL.canParse?.(address)) continue;
    parts.push(text.slice(end, index));
    parts.push(h('a', { href: address, target: '_blank', rel: 'noopener noreferrer' }, address));
    end = index + address.length;
  }
  parts.push(text.slice(end));
  return parts;
}
