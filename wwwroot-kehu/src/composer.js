import { h, icon, put } from './dom.js';

/** UTF-16 units that one message may have. */
const MAX_LENGTH = 4000;
const WARN_BELOW = 200;

/**
 * Whether a key sends. While an input method is open, Enter takes a candidate; Safari closes it before the key
 * arrives, and 229 is what still tells.
 * @param {Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'isComposing' | 'keyCode'>} event
 * @param {boolean} [withControl]  Whether Enter alone is a new line, and Ctrl or ⌘ with it sends.
 */
export const isSendKey = ({ key, shiftKey, ctrlKey, metaKey, isComposing, keyCode }, withControl) =>
  key === 'Enter' && (withControl ? ctrlKey || metaKey : !shiftKey) && !isComposing && keyCode !== 229;

/** @type {(parts: ComposerParts) => Composer} */
export const createComposer = ({ t, store, withControl, onSend, onInput }) => {
  const input = h('textarea', {
    class: 'input', rows: 1, maxLength: MAX_LENGTH, 'aria-label': t('composer.label'), enterKeyHint: withControl ? 'enter' : 'send',
    placeholder: t('composer.placeholder'), value: store.get('draft') ?? '',
    oninput: typed,
    onkeydown: (/** @type {KeyboardEvent} */ event) => isSendKey(event, withControl) && send(event),
  });
  const emoji = h('button', {
    class: 'tool', type: 'button', title: t('composer.emoji'), 'aria-label': t('composer.emoji'), 'aria-expanded': 'false',
    onclick: toggleEmoji,
  }, icon('smile'));
  const left = h('span', { class: 'left', role: 'status' });
  const button = h('button', { class: 'send', title: t('composer.send'), 'aria-label': t('composer.send') }, icon('send'));
  const element = h('form', { class: 'composer', onsubmit: send }, h('div', { class: 'box' }, input, left, emoji, button));
  /** @type {EmojiPicker | undefined} */
  let picker;

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

  async function toggleEmoji() {
    if (picker?.element.isConnected) return closeEmoji();
    if (!picker) {
      const { createEmojiPicker } = await import('./emoji.js');
      picker ??= createEmojiPicker({ h, label: t('composer.emoji'), onPick: insert, onClose: closeEmoji });
    }
    element.prepend(picker.element);
    emoji.ariaExpanded = 'true';
    picker.focus();
  }

  function closeEmoji() {
    picker?.element.remove();
    emoji.ariaExpanded = 'false';
    input.focus({ preventScroll: true });
  }

  /** Where the customer last wrote, and the picker stays for the next. @param {string} text */
  function insert(text) {
    if (input.value.length + text.length > MAX_LENGTH) return;
    input.setRangeText(text, input.selectionStart, input.selectionEnd, 'end');
    typed();
  }

  /** @param {Event} event */
  function send(event) {
    event.preventDefault();
    const text = input.value.trim();
    if (!text) return;
    input.value = '';
    store.set('draft', null);
    picker?.element.remove();
    emoji.ariaExpanded = 'false';
    fit();
    input.focus();
    onSend(text);
  }

  return { element, fit, focus: () => input.focus({ preventScroll: true }) };
};
