import { call } from '../connection.js';
import * as outbox from '../outbox.js';

const keys = {
  j: 'next', k: 'previous', ArrowDown: 'next', ArrowUp: 'previous',
  a: 'accept', e: 'close', o: 'reopen', i: 'panel', 1: 'mine', 2: 'waiting', 3: 'closed',
};

export function timeZone() {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

export function attach(root, desk, agent) {
  let attentive = null;

  function attend() {
    const now = document.visibilityState === 'visible' && document.hasFocus();
    if (now === attentive) return;
    attentive = now;
    call(desk, 'AttendAsync', now).catch(() => { attentive = null; });
  }

  function command(name) {
    call(desk, 'CommandAsync', name).catch(() => {});
  }

  function onKeyDown(event) {
    if (event.isComposing || event.keyCode === 229 || event.ctrlKey || event.metaKey || document.querySelector('dialog[open]')) return;
    const writing = event.target.closest?.('input, textarea, select, [contenteditable]');
    const arrow = event.key === 'ArrowDown' || event.key === 'ArrowUp';
    if (event.altKey ? !arrow : writing) return;
    // In the log itself the arrows scroll.
    if (arrow && !event.altKey && event.target.closest?.('[role="log"]')) return;

    if (event.key === 'r' || (event.key === 'Enter' && event.target === document.body)) {
      const box = root.querySelector('textarea');
      if (!box) return;
      event.preventDefault();
      box.focus();
      return;
    }

    const name = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!name) return;
    event.preventDefault();
    if (name === 'next' || name === 'previous') root.dataset.byKeys = '';
    command(name);
  }

  function onPointerDown() {
    delete root.dataset.byKeys;
  }

  document.addEventListener('keydown', onKeyDown);
  document.addEventListener('pointerdown', onPointerDown, true);
  document.addEventListener('visibilitychange', attend);
  window.addEventListener('focus', attend);
  window.addEventListener('blur', attend);
  attend();
  outbox.start(desk, agent);

  return {
    flush() {
      attentive = null;
      attend();
      outbox.flush();
    },
    detach() {
      outbox.stop();
      document.removeEventListener('keydown', onKeyDown);
      document.removeEventListener('pointerdown', onPointerDown, true);
      document.removeEventListener('visibilitychange', attend);
      window.removeEventListener('focus', attend);
      window.removeEventListener('blur', attend);
    },
  };
}
