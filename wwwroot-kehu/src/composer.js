import { h, icon, setText } from './dom.js';

/** @import { Store, Translate } from './types.js' */

/** UTF-16 units that one message may have. */
const MAX_LENGTH = 4000;
const WARN_BELOW = 200;

/**
 * Whether Enter sends. While an input method is open Enter takes a candidate; Safari closes the method before the
 * key arrives, and 229 is what still tells.
 * @param {Pick<KeyboardEvent, 'key' | 'shiftKey' | 'isComposing' | 'keyCode'>} event
 */
export const isSendKey = ({ key, shiftKey, isComposing, keyCode }) =>
  key === 'Enter' && !shiftKey && !isComposing && keyCode !== 229;

/**
 * Where the customer writes. What is not sent yet is kept in the store.
 * @param {object} parts
 * @param {Translate} parts.t
 * @param {Store} parts.store
 * @param {(text: string) => void} parts.onSend
 * @param {(isEmpty: boolean) => void} parts.onInput
 */
export function createComposer({ t, store, onSend, onInput }) {
  const input = h('textarea', { class: 'input', rows: 1, maxLength: MAX_LENGTH, 'aria-label': t('composer.label'),
    placeholder: t('composer.placeholder'), enterKeyHint: 'send', value: store.get('draft') ?? '',
    oninput: typed, onkeydown: pressed });
  const left = h('span', { class: 'left', role: 'status' });
  const button = h('button', { class: 'send', type: 'submit', title: t('composer.send'), 'aria-label': t('composer.send') },
    icon('send'));
  const element = h('form', { class: 'composer', onsubmit: submitted }, h('div', { class: 'box' }, input, left, button));

  function fit() {
    const isBlank = !input.value.trim();
    const room = MAX_LENGTH - input.value.length;
    button.disabled = isBlank;
    left.hidden = room >= WARN_BELOW;
    setText(left, left.hidden ? '' : t('composer.left', { count: room }));
    input.style.height = 'auto';
    input.style.height = `${input.scrollHeight}px`;
  }

  function typed() {
    store.set('draft', input.value || null);
    fit();
    onInput(!input.value.trim());
  }

  /** @param {KeyboardEvent} event */
  function pressed(event) {
    if (!isSendKey(event)) return;
    event.preventDefault();
    send();
  }

  /** @param {Event} event */
  function submitted(event) {
    event.preventDefault();
    send();
    input.focus();
  }

  function send() {
    const text = input.value.trim();
    if (!text) return;
    input.value = '';
    store.set('draft', null);
    fit();
    onSend(text);
  }

  return { element, fit, focus: () => input.focus({ preventScroll: true }) };
}
