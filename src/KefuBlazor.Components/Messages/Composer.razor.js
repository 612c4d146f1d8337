import { call } from '../connection.js';
import { keptFiles } from '../kept-files.js';
import * as outbox from '../outbox.js';
import { createTray } from '../tray.js';
import { canRecord, recordVoice } from '../voice.js';

const typingEvery = 3000;
const lines = 8;

export function attach(root, composer, agent, conversation, { maxLength, maxBytes, words }) {
  const box = root.querySelector('textarea');
  const send = root.querySelector('[data-send]');
  const count = root.querySelector('[data-count]');
  const clip = root.querySelector('[data-attach]');
  const mic = root.querySelector('[data-record]');
  const pane = root.closest('main') ?? root;
  const tray = createTray(root.querySelector('[data-tray]'), {
    words, maxBytes, kept: keptFiles(agent, conversation), onChange: onTray, onVoice: voice => outbox.putFile(conversation, voice),
  });
  const key = `kefu.draft.${agent}.${conversation}`;
  let toldAt = 0;
  // Asked to send what is still on its way to the server: it goes as soon as that is there.
  let sends = false;

  function fit() {
    box.style.height = 'auto';
    const style = getComputedStyle(box);
    const most = lines * parseFloat(style.lineHeight) + parseFloat(style.paddingTop) + parseFloat(style.paddingBottom);
    box.style.height = `${Math.min(box.scrollHeight, most)}px`;
    box.style.overflowY = box.scrollHeight > most ? 'auto' : 'hidden';
    const over = box.value.length > maxLength;
    count.textContent = over
      ? `${count.dataset.tooLong} ${box.value.length} / ${maxLength}`
      : box.value.length > maxLength * 0.9 ? `${box.value.length} / ${maxLength}` : sends ? words.waiting : '';
    root.classList.toggle('too-long', over);
    send.disabled = over || (box.value.trim() === '' && tray.count() === 0);
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
    if ((!text.trim() && tray.count() === 0) || text.length > maxLength) return;
    sends = !tray.isReady();
    if (sends) return fit();
    for (const file of tray.take()) outbox.putFile(conversation, file);
    if (text.trim()) outbox.put(conversation, text);
    box.value = '';
    keep();
    fit();
    toldAt = 0;
    box.focus();
  }

  function onTray() {
    if (tray.hasFailed() || tray.count() === 0) sends = false;
    if (sends && tray.isReady()) submit();
    else fit();
  }

  function add(files) {
    if (files.length === 0) return;
    tray.add(files);
    box.focus();
  }

  function choose() {
    const chooser = document.createElement('input');
    chooser.type = 'file';
    chooser.multiple = true;
    chooser.addEventListener('change', () => add([...chooser.files]));
    chooser.click();
  }

  // It goes by itself as soon as it is on the server, and lies in the tray until then.
  async function say() {
    if (root.querySelector('.recorder')) return;
    const voice = await recordVoice(mic.closest('.box'), words.voice);
    if (voice) tray.add([voice], 'voice');
    box.focus();
  }

  function onPaste(event) {
    const { files } = event.clipboardData;
    // Office programs add a picture of the text that was copied.
    if (files.length === 0 || event.clipboardData.getData('text/plain')) return;
    event.preventDefault();
    add([...files]);
  }

  // Files may be dropped anywhere on the conversation. What else is dragged is the browser's own affair.
  function onDrag(event) {
    const isFiles = event.dataTransfer.types.includes('Files');
    root.classList.toggle('dropping', isFiles && event.type === 'dragover');
    if (!isFiles || event.type === 'dragleave') return;
    event.preventDefault();
    if (event.type === 'drop') add([...event.dataTransfer.files]);
  }

  const drags = ['dragover', 'dragleave', 'drop'];

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

  outbox.openFor(agent);
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
  box.addEventListener('paste', onPaste);
  clip.addEventListener('click', choose);
  mic.addEventListener('click', say);
  mic.hidden = !canRecord();
  window.addEventListener('online', tray.retry);
  for (const drag of drags) pane.addEventListener(drag, onDrag);
  if (matchMedia('(hover: hover)').matches && !root.closest('[data-by-keys]')) box.focus({ preventScroll: true });

  return {
    detach() {
      release();
      tell(false);
      send.removeEventListener('click', submit);
      box.removeEventListener('keydown', onKeyDown);
      box.removeEventListener('input', onInput);
      box.removeEventListener('paste', onPaste);
      clip.removeEventListener('click', choose);
      mic.removeEventListener('click', say);
      // Its first button gives up what is being said.
      root.querySelector('.recorder button')?.click();
      window.removeEventListener('online', tray.retry);
      for (const drag of drags) pane.removeEventListener(drag, onDrag);
      tray.release();
    },
  };
}
