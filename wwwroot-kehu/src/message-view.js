import { h, icon, setAttribute, setText } from './dom.js';
import { initial } from './header-view.js';
import { withLinks } from './links.js';

/** @import { Line, Translate } from './types.js' */
/** @typedef {{ relative(at: number): string, absolute(at: number): string }} Times */

/** @type {Record<string, 'clock' | 'tick' | 'ticks'>} */
const ICONS = { sending: 'clock', sent: 'tick', delivered: 'ticks', read: 'ticks' };

/**
 * One bubble. Built once; what may change afterwards is its place in the group, its time and its state.
 * @param {Line} line
 * @param {Translate} t
 * @param {Times} times
 * @param {(clientId: string) => void} onRetry
 */
export function createMessage(line, t, times, onRetry) {
  const time = h('time', {});
  const mark = h('span', { class: 'mark' });
  const meta = h('div', { class: 'meta' }, time, mark);
  const avatar = line.own ? null : h('div', { class: 'avatar small', 'aria-hidden': 'true' }, initial(line.author ?? ''));
  const author = h('div', { class: line.own ? 'hidden-text' : 'author' }, line.author ?? '');
  const element = h('div', {}, avatar,
    h('div', { class: 'stack' }, author, h('div', { class: 'bubble', dir: 'auto' }, ...withLinks(line.text ?? '')), meta));
  /** @type {string | undefined} */
  let state;

  /** @param {Line} next */
  function drawState(next) {
    if (next.state === state) return;
    state = next.state;
    if (!state) return;
    if (state === 'failed') {
      const why = t(`failed.${next.error}`) || t('failed.other');
      mark.replaceChildren(h('button', { class: 'retry', type: 'button', onclick: () => onRetry(next.clientId ?? '') },
        icon('retry'), why, ' · ', t('failed.retry')));
      return;
    }
    const label = t(`state.${state}`);
    mark.replaceChildren(icon(ICONS[state]), h('span', { class: 'hidden-text' }, label));
    mark.title = label;
  }

  return {
    element,
    /** @param {Line} next */
    render(next) {
      const place = `${next.first ? ' first' : ''}${next.last || next.state === 'failed' ? ' last' : ''}`;
      setAttribute(element, 'class', `row ${next.own ? 'own' : 'other'}${place} ${next.state ?? ''}`);
      setText(time, times.relative(next.at ?? 0));
      setAttribute(time, 'title', times.absolute(next.at ?? 0));
      drawState(next);
    },
  };
}
