import { GIVE_UP_AFTER } from './backoff.js';
import { h, setText } from './dom.js';

/** @import { Phase, Translate } from './types.js' */

/**
 * One quiet line about the link, there only while it is down for longer than a blink.
 * @param {{ t: Translate, onRetry: () => void }} parts
 */
export function createBar({ t, onRetry }) {
  const text = h('span');
  const button = h('button', { type: 'button', class: 'link', onclick: onRetry }, t('bar.retry'));
  const element = h('div', { class: 'bar', role: 'status' }, text, button);

  return {
    element,
    /** @param {{ phase: Phase, failures: number, hasNetwork: boolean }} link */
    render({ phase, failures, hasNetwork }) {
      const isLost = failures >= GIVE_UP_AFTER;
      element.hidden = phase === 'open' || failures === 0;
      button.hidden = !isLost;
      setText(text, t(!hasNetwork ? 'bar.offline' : isLost ? 'bar.lost' : 'bar.connecting'));
    },
  };
}
