import { h, icon, put } from './dom.js';

/** UTF-16 units that one message may have. */
const MAX_LENGTH = 4000;
const WARN_BELOW = 200;

/**
 * Whether a key sends. While an input method is open, Enter takes a candidate; Safari closes it before the key
 * arrives, and 229 is what still tells.
 * @param {Pick<KeyboardEvent, 'key' | 'shiftKey' | 'isComposing' | 'keyCode'>} event
 */
export const isSendKey = ({ key, shiftKey, isComposing, keyCode }) =>
  key === 'Enter' && !shiftKey && !isComposing && keyCode !== 229;

/** @type {(parts: ComposerParts) => Composer} */
export const createComposer = ({ t, store, onSend, onInput }) => {
  const input = h('textarea', {
    class: 'input', rows: 1, maxLength: MAX_LENGTH, 'aria-label': t('composer.label'), enterKeyHint: 'send',
    placeholder: t('composer.placeholder'), value: store.get('draft') ?? '',
    oninput: typed,
    onkeydown: (/** @type {KeyboardEvent} */ event) => isSendKey(event) && send(event),
  });
  const left = h('span', { class: 'left', role: 'status' });
  const button = h('button', { class: 'send', title: t('composer.send'), 'aria-label': t('composer.send') }, icon('send'));
  const element = h('form', { class: 'composer', onsubmit: send }, h('div', { class: 'box' }, input, left, button));

  function fit() {
    const room = MAX_LENGTH - input.value.length;
    button.disabled = !input.value.trim();
    put(left, 'textContent', room < WARN_BELOW ? t('composer.left', { count: room }) : '');
    input.style.height = 'auto';
    input.style.height = `${input.scrollHeight}px`;
  }

  function typed() {
    store.set('draft', input.value || null);
    fit();
    onInput(!input.value.trim());
  }

  /** @param {Event} event */
  function send(event) {
    event.preventDefault();
    const text = input.value.trim();
    if (!text) return;
    input.value = '';
    store.set('draft', null);
    fit();
    input.focus();
    onSend(text);
  }

  return { element, fit, focus: () => input.focus({ preventScroll: true }) };
};
