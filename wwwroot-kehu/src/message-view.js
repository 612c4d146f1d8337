import { h, icon } from './dom.js';
import { initial } from './header-view.js';

const ADDRESS = /https?:\/\/[^\s<>"'，。；：！？（）《》「」、]+/gi;
/** What ends a sentence rather than an address. */
const TAIL = /[.,;:!?)\]}]+$/;

/**
 * A message's text with its web addresses clickable. Nothing but http and https becomes a link.
 * @param {string} text
 */
export function withLinks(text) {
  /** @type {(Node | string)[]} */
  const parts = [];
  let end = 0;
  for (const { 0: match, index = 0 } of text.matchAll(ADDRESS)) {
    const href = match.replace(TAIL, '');
    parts.push(text.slice(end, index), h('a', { href, target: '_blank', rel: 'noopener noreferrer' }, href));
    end = index + href.length;
  }
  return [...parts, text.slice(end)];
}

/** @type {Record<string, 'clock' | 'tick' | 'ticks'>} */
const ICONS = { sending: 'clock', sent: 'tick', delivered: 'ticks', read: 'ticks' };

/** @param {string} text @returns {Bubble} */
const textBubble = (text) => ({ element: h('div', { class: 'bubble', dir: 'auto' }, ...withLinks(text)), render() {} });

/** @type {(line: Line, parts: Pick<LogParts, 't' | 'dates' | 'show' | 'onRetry'>) => Bubble} */
export const createMessage = (first, { t, dates, show, onRetry }) => {
  const { key, text, own, author = '' } = first;
  const bubble = first.attachment ? show(first) : textBubble(text);
  const time = h('time');
  const mark = h('span', { class: 'mark' });
  const element = h('div', {},
    h('div', { class: 'avatar small', 'aria-hidden': 'true' }, initial(author)),
    h('div', { class: 'stack' },
      h('div', { class: own ? 'hidden-text' : 'author' }, author),
      bubble.element,
      h('div', { class: 'meta' }, time, mark)));
  /** @type {Line['state']} */
  let shown;
  let dated = 0;
  let classes = '';
  let words = '';

  /** @param {Line} line */
  function drawState(line) {
    const { state } = line;
    if (state === shown || !state) return;
    shown = state;
    const words = t(`state.${state}`);
    mark.title = words;
    mark.replaceChildren(...(state === 'failed' ? [failure(line)] : [icon(ICONS[state]), h('span', { class: 'hidden-text' }, words)]));
  }

  /** @param {Line} line */
  function failure({ error, canRetry }) {
    const why = t(`failed.${error}`) || t('failed.other');
    return canRetry
      ? h('button', { class: 'retry', type: 'button', onclick: () => onRetry(key) }, icon('retry'), `${why} · ${t('failed.retry')}`)
      : h('span', { class: 'retry' }, why);
  }

  return {
    element,
    render(line) {
      const place = (line.first ? ' first' : '') + (line.last ? ' last' : '');
      // Of a thousand messages few change: what was written is remembered, since to read it back takes longer.
      const next = `row ${own ? 'own' : 'other'}${place} ${line.state ?? ''}`;
      if (next !== classes) element.className = classes = next;
      // A group shows its last one's time, and browsers take long over dates: with a thousand messages it would be felt.
      if (line.last) {
        const said = dates.relative(line.at);
        if (said !== words) time.textContent = words = said;
        if (dated !== line.at) time.title = dates.absolute(dated = line.at);
      }
      drawState(line);
      bubble.render(line);
    },
  };
};
