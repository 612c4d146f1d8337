import { guarded } from './browser.js';
import { dress, h, icon, put } from './dom.js';

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
export const createComposer = ({ t, store, withControl, preview, field, pressed, openTray, onRecord, onSend, onInput }) => {
  const input = dress(field ?? h('textarea', { class: 'input', rows: 1, value: store.get('draft') ?? '' }), {
    maxLength: MAX_LENGTH, 'aria-label': t('composer.label'), enterKeyHint: withControl ? 'enter' : 'send',
    placeholder: t('composer.placeholder'),
    oninput: typed,
    onkeydown: (/** @type {KeyboardEvent} */ event) => isSendKey(event, withControl) && send(event),
  });
  /** @param {string} name @param {string} face @param {() => void} onclick */
  const tool = (name, face, onclick) => h('button', {
    class: `tool ${face}`, type: 'button', title: t(`composer.${name}`), 'aria-label': t(`composer.${name}`), onclick,
  }, icon(face));
  const emoji = tool('emoji', 'smile', toggleEmoji);
  emoji.ariaExpanded = 'false';
  const clip = tool('attach', 'clip', () => choose({ multiple: true }));
  // Shown where a finger points: there a camera is at hand.
  const camera = tool('camera', 'camera', () => choose({ accept: 'image/*', capture: 'environment' }));
  const mic = tool('voice', 'mic', async () => {
    await onRecord(box);
    input.focus();
  });
  const left = h('span', { class: 'left', role: 'status' });
  const button = h('button', { class: 'send', title: t('composer.send'), 'aria-label': t('composer.send') }, icon('send'));
  // To move a field would take the focus and a half-written word from it: what stands is built upon.
  const box = dress(field?.parentElement ?? h('div', { class: 'box' }, input), {}, left, emoji, clip, camera, mic, button);
  const element = dress(field?.form ?? h('form', { class: 'composer' }, box), { onsubmit: send, onpaste: pasted },
    ...(preview ? [h('p', { class: 'previewed' }, t('composer.preview'))] : []));
  // A page without TLS may not listen.
  const hears = !!navigator.mediaDevices && 'MediaRecorder' in window;
  /** What is to be sent beside the text. @type {Tray | undefined} */
  let tray;
  /** One, however many files come before it is there. @type {Promise<Tray> | undefined} */
  let opening;
  /** @type {EmojiPicker | undefined} */
  let picker;

  function fit() {
    const room = MAX_LENGTH - input.value.length;
    const isBlank = !input.value.trim() && !tray?.count();
    button.disabled = isBlank;
    button.hidden = hears && isBlank;
    mic.hidden = !hears || !isBlank;
    camera.hidden = !isBlank;
    put(left, 'textContent', room < WARN_BELOW ? t('composer.left', { count: room }) : '');
    input.style.height = 'auto';
    input.style.height = `${input.scrollHeight}px`;
  }

  function typed() {
    store.set('draft', input.value || null);
    fit();
    onInput(input.value);
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

  /** @param {Partial<HTMLInputElement>} how */
  function choose(how) {
    const chooser = h('input', { type: 'file', ...how, onchange: () => attach(chooser.files ?? []) });
    chooser.click();
  }

  /** @param {ClipboardEvent} event */
  function pasted(event) {
    const files = event.clipboardData?.files;
    // Office programs add a picture of the text that was copied.
    if (!files?.length || event.clipboardData?.getData('text/plain')) return;
    event.preventDefault();
    attach(files);
  }

  /** @param {Iterable<File>} files */
  async function attach(files) {
    const chosen = [...files];
    if (!chosen.length) return;
    opening ??= openTray(fit);
    tray = await opening.catch((fault) => {
      opening = undefined;
      throw fault;
    });
    element.prepend(tray.element);
    tray.add(chosen);
    input.focus();
  }

  /** @param {Event} event */
  async function send(event) {
    event.preventDefault();
    if (tray?.count()) {
      await tray.send();
      input.focus();
    }
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

  return {
    element,
    /** Takes up what was written, and perhaps sent, before there was a chat. */
    begin() {
      const key = pressed();
      // As the field itself does from now on with what is pasted.
      if (input.value.length > MAX_LENGTH) input.value = input.value.slice(0, MAX_LENGTH);
      if (input.value !== (store.get('draft') ?? '')) typed();
      if (key && isSendKey(key, withControl)) send(key);
    },
    attach: guarded(attach), fit,
    focus: () => input.focus({ preventScroll: true }),
  };
};
