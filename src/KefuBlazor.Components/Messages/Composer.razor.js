import { call } from '../connection.js';
import * as outbox from '../outbox.js';

const typingEvery = 3000;
const lines = 8;

export function attach(root, composer, agent, conversation, maxLength) {
  const box = root.querySelector('textarea');
  const send = root.querySelector('[data-send]');
  const count = root.querySelector('[data-count]');
  const key = `kefu.draft.${agent}.${conversation}`;
  let toldAt = 0;

  function fit() {
    box.style.height = 'auto';
    const style = getComputedStyle(box);
    const most = lines * parseFloat(style.lineHeight) + parseFloat(style.paddingTop) + parseFloat(style.paddingBottom);
    box.style.height = `${Math.min(box.scrollHeight, most)}px`;
    box.style.overflowY = box.scrollHeight > most ? 'auto' : 'hidden';
    const over = box.value.length > maxLength;
    count.textContent = over
      ? `${count.dataset.tooLong} ${box.value.length} / ${maxLength}`
      : box.value.length > maxLength * 0.9 ? `${box.value.length} / ${maxLength}` : '';
    root.classList.toggle('too-long', over);
    send.disabled = over || box.value.trim() === '';
  }

  function keep() {
    try {
      if (box.value) localStorage.setItem(key, box.value);
      else localStorage.removeItem(key);
    } catch {
      // The storage is full or forbidden; the text is still in the box.
    }
  }

  function tell(active) {
    const now = Date.now();
    if (active ? now - toldAt < typingEvery : toldAt === 0) return;
    toldAt = active ? now : 0;
    call(composer, 'TypingAsync', active).catch(() => {});
  }

  function onInput() {
    keep();
    fit();
    tell(box.value.trim() !== '');
  }

  function write(text) {
    box.value = text;
    onInput();
  }

  function submit() {
    const text = box.value;
    if (!text.trim() || text.length > maxLength) return;
    outbox.put(conversation, text);
    box.value = '';
    keep();
    fit();
    toldAt = 0;
    box.focus();
  }

  function onKeyDown(event) {
    // Enter that ends the choice of an input method is no sending: 229 is what older browsers say of it.
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === 'Enter' && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      submit();
    } else if (event.key === 'Escape') {
      box.blur();
    }
  }

  const release = outbox.compose(conversation, text => {
    write(box.value ? `${text}\n${box.value}` : text);
    box.focus();
  });

  try {
    // What has been typed before this ran stays.
    box.value ||= localStorage.getItem(key) ?? '';
  } catch {
    // No storage, no draft.
  }
  fit();
  send.addEventListener('click', submit);
  box.addEventListener('keydown', onKeyDown);
  box.addEventListener('input', onInput);
  if (matchMedia('(hover: hover)').matches && !root.closest('[data-by-keys]')) box.focus({ preventScroll: true });

  return {
    detach() {
      release();
      tell(false);
      send.removeEventListener('click', submit);
      box.removeEventListener('keydown', onKeyDown);
      box.removeEventListener('input', onInput);
    },
  };
}
