import { guarded } from './clock.js';

/**
 * Builds an element. Text only ever goes in as text.
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Record<string, any>} [props]  `on…` are listeners, `class` and names with a dash and `role` are attributes,
 *   the rest are properties.
 * @param {...(Node | string | null | undefined)} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const name of Object.keys(props)) {
    const value = props[name];
    if (name.startsWith('on')) element.addEventListener(name.slice(2), guarded(value));
    else if (name === 'class' || name === 'role' || name.includes('-')) element.setAttribute(name, value);
    else /** @type {any} */ (element)[name] = value;
  }
  for (const child of children) if (child != null) element.append(child);
  return element;
}

/** Writes only where something changes, so that a screen reader is not made to repeat it. @param {Element} element @param {string} text */
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** @param {Element} element @param {string} name @param {string} value */
export function setAttribute(element, name, value) {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

const SVG = 'http://www.w3.org/2000/svg';

/** Strokes on a 24 × 24 grid. */
const PATHS = {
  close: 'M6 6l12 12M18 6L6 18',
  down: 'M6 9l6 6 6-6',
  send: 'M12 19V5M5.5 11.5L12 5l6.5 6.5',
  clock: 'M12 7v5l3 2M12 3a9 9 0 1 0 0 18a9 9 0 0 0 0-18',
  tick: 'M5 12.5l4.5 4.5L19 7.5',
  ticks: 'M2 12.5l4.5 4.5L16 7.5M11.5 16.5l.5.5L21.5 7.5',
  people: 'M4 19a6 6 0 0 1 12 0M10 10.5a3.5 3.5 0 1 0 0-7a3.5 3.5 0 0 0 0 7M16 4a3.5 3.5 0 0 1 0 6.3M17.5 14a6 6 0 0 1 3 5',
  retry: 'M4 12a8 8 0 1 0 2.5-5.8M4 4v4.5h4.5',
};

/** @param {keyof typeof PATHS} name @returns {SVGElement} Decoration: the control around it bears the words. */
export function icon(name) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  svg.setAttribute('class', 'icon');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', PATHS[name]);
  svg.append(path);
  return svg;
}
