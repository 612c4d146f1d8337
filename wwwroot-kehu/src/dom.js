import { guarded } from './browser.js';

/**
 * Builds an element. Text only ever goes in as text.
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Record<string, any>} [props]  `on…` are listeners, `class`, `role` and `aria-…` attributes, others properties.
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export const h = (tag, props = {}, ...children) => dress(document.createElement(tag), props, ...children);

/**
 * The same for an element that is there already; children come after those that it has.
 * @template {Element} E
 * @param {E} element
 * @param {Record<string, any>} props
 * @param {...(Node | string)} children
 * @returns {E}
 */
export function dress(element, props, ...children) {
  for (const [name, value] of Object.entries(props)) {
    if (name.startsWith('on')) element.addEventListener(name.slice(2), guarded(value));
    else if (/^(class|role|aria-.*)$/.test(name)) element.setAttribute(name, value);
    else /** @type {any} */ (element)[name] = value;
  }
  element.append(...children);
  return element;
}

/** Writes a property only when it changes, so that a screen reader is not made to repeat itself. @type {<E extends Element, K extends keyof E>(element: E, name: K, value: E[K]) => void} */
export const put = (element, name, value) => {
  if (element[name] !== value) element[name] = value;
};

/** Strokes on a grid of 24 × 24. @type {Record<string, string>} */
const PATHS = {
  bell: 'M5 17h14l-1.5-2.2V10.5a5.5 5.5 0 0 0-11 0v4.3zM10 20h4',
  camera: 'M3.5 7.5h4L9 5h6l1.5 2.5h4v11h-17zM12 10a3 3 0 1 0 0 6a3 3 0 0 0 0-6',
  clip: 'M19 11.5l-7.2 7.2a4.5 4.5 0 0 1-6.4-6.4l7.6-7.6a3 3 0 0 1 4.3 4.3l-7.5 7.4a1.5 1.5 0 0 1-2.1-2.1l6.6-6.6',
  close: 'M6 6l12 12M18 6L6 18',
  down: 'M6 9l6 6 6-6',
  smile: 'M12 3a9 9 0 1 0 0 18a9 9 0 0 0 0-18M8.5 14.5a4.2 4.2 0 0 0 7 0M9 9.5h0M15 9.5h0',
  mic: 'M9.5 6a2.5 2.5 0 0 1 5 0v5.5a2.5 2.5 0 0 1-5 0zM6 11.5a6 6 0 0 0 12 0M12 17.5V21',
  send: 'M12 19V5M5.5 11.5L12 5l6.5 6.5',
  more: 'M5 11.5a.5.5 0 1 0 0 1a.5.5 0 0 0 0-1M12 11.5a.5.5 0 1 0 0 1a.5.5 0 0 0 0-1M19 11.5a.5.5 0 1 0 0 1a.5.5 0 0 0 0-1',
  silence: 'M5 17h12M17.5 14V10.5a5.5 5.5 0 0 0-9.5-3.8M6.5 10.5v4.3L5 17M10 20h4M3.5 3.5l17 17',
  clock: 'M12 7v5l3 2M12 3a9 9 0 1 0 0 18a9 9 0 0 0 0-18',
  tick: 'M5 12.5l4.5 4.5L19 7.5',
  ticks: 'M1.5 12.5l4.5 4.5 9-9.5M11.5 16l1 1 9.5-9.5',
  people: 'M3.5 19.5a6.5 6.5 0 0 1 13 0M10 11a3.5 3.5 0 1 0 0-7a3.5 3.5 0 0 0 0 7M16 4.3a3.5 3.5 0 0 1 0 6.5M18 14.3a6.5 6.5 0 0 1 3 5.2',
  retry: 'M4.5 12a7.5 7.5 0 1 0 2.5-5.6M4.5 4v4.5H9',
};

/** Decoration: the control around it bears the words. @param {string} name  One of those above, or the strokes themselves. */
export function icon(name) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const path = document.createElementNS(svg.namespaceURI, 'path');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  svg.setAttribute('class', 'icon');
  path.setAttribute('d', PATHS[name] ?? name);
  svg.append(path);
  return svg;
}
