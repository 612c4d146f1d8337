/// <reference path="./doctor.d.ts" />
// The browser and the page around the chat.
import { bad, good, warning } from './findings.js';

/** Seconds by which a customer's clock may be wrong before times look odd. */
const SKEW_SECONDS = 90;

/** @type {Look} */
export const browser = () => {
  const lacking = Object.entries({
    'constructed style sheets': () => new CSSStyleSheet() && 'adoptedStyleSheets' in document,
    'JavaScript of 2022': () => 'at' in Array.prototype && 'hasOwn' in Object,
    'text streams': () => typeof TextDecoderStream === 'function',
    WebSocket: () => typeof WebSocket === 'function',
  }).filter(([, isThere]) => {
    try {
      return !isThere();
    } catch {
      return true;
    }
  }).map(([name]) => name);
  return lacking.length
    ? bad({ lacking: lacking.join(', ') })
    : good();
};

/** @type {Look} */
export const transport = ({ server }) => {
  const isSecure = server.startsWith('https:');
  if (location.protocol === 'https:' && !isSecure) return bad({ server });
  return (isSecure || isLocal(server) ? good : warning)({ server });
};

/** @param {string} server */
const isLocal = (server) => /^https?:\/\/(localhost|127\.|\[::1\])/.test(server);

/** @type {Look} */
export const picture = ({ server }) => new Promise((done) => {
  const image = new Image();
  image.onload = () => done(good());
  image.onerror = () => done(bad({ server }));
  image.src = `${server}/kehu/icon.svg?${Date.now()}`;
});

/** @type {Look} */
export const storage = () => {
  try {
    localStorage.setItem('kefu:doctor', '1');
    const isKept = localStorage.getItem('kefu:doctor') === '1';
    localStorage.removeItem('kefu:doctor');
    return (isKept ? good : warning)();
  } catch {
    return warning();
  }
};

/** @type {Look} */
export const clock = ({ serverTime }) => {
  if (!serverTime) return null;
  const seconds = Math.round((Date.now() - serverTime) / 1000);
  return Math.abs(seconds) < SKEW_SECONDS
    ? good()
    : warning({ minutes: Math.max(1, Math.round(Math.abs(seconds) / 60)) });
};

/** Whether the widget stands on this page, and nothing lies on its button. @type {Look} */
export const widget = ({ server, isOwnPage }) => {
  if (isOwnPage) return null;
  const script = [...document.scripts].find(({ src }) => src.startsWith(`${server}/kehu/kehu.js`));
  const host = document.querySelector('kefu-chat');
  if (!host) return bad({ server }, script ? 'failed' : 'missing');
  const button = host.shadowRoot?.querySelector('.launcher:not([hidden])') ?? host.shadowRoot?.querySelector('.panel');
  const { left, top, width, height } = /** @type {Element} */ (button).getBoundingClientRect();
  const above = document.elementFromPoint(left + width / 2, top + height / 2);
  if (!width || (above && above !== host && !above.closest('kefu-doctor'))) {
    return bad({ by: above ? describe(above) : '' }, 'covered');
  }
  return good({ site: script?.dataset.site ?? 'default' });
};

/** @param {Element} element */
const describe = ({ localName, id, classList }) => localName + (id ? `#${id}` : '') + [...classList].map((name) => `.${name}`).join('');
