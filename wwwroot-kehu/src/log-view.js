import { h, icon, put } from './dom.js';
import { teamFace } from './header-view.js';
import { createMessage } from './message-view.js';

/** So near its end, in pixels, the log follows what comes. */
const END_PX = 60;

/** @type {(parts: LogParts) => Log} */
export const createLog = ({ t, dates, picture, show, onRetry, onOlder }) => {
  const hint = h('p', { class: 'hint' });
  const greeting = h('div', { class: 'greeting' },
    teamFace(picture, 'large'),
    h('p', { class: 'hello' }, t('log.greeting')), hint);
  const skeleton = h('div', { class: 'skeleton' }, ...['', '', '', '', ''].map(() => h('i')));
  const older = h('button', { class: 'pill', type: 'button', onclick: onOlder }, t('log.older'));
  const list = h('div', { class: 'list', role: 'log', 'aria-live': 'off', 'aria-label': t('log.label') });
  const typingWords = h('span', { class: 'hidden-text' });
  const typing = h('div', { class: 'row other first' },
    h('div', { class: 'bubble dots' }, h('i'), h('i'), h('i'), typingWords));
  const note = h('p', { class: 'note', role: 'status' });
  const scroller = h('div', { class: 'scroller', tabIndex: 0, role: 'group', 'aria-label': t('log.label'), onscroll: scrolled },
    older, greeting, skeleton, list, typing, note);
  const newer = h('button', { class: 'pill newer', type: 'button', hidden: true, onclick: toEnd }, icon('down'), t('log.newer'));

  /** @type {Map<string, Bubble>} */
  let drawn = new Map();
  let atEnd = true;
  let lastKey = '';

  function toEnd() {
    scroller.scrollTop = scroller.scrollHeight;
    atEnd = newer.hidden = true;
  }

  function scrolled() {
    atEnd = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < END_PX;
    newer.hidden ||= atEnd;
    if (scroller.scrollTop < END_PX && !older.hidden) onOlder();
  }

  /** @param {Line} line */
  function draw(line) {
    if (line.kind === 'message') return createMessage(line, { t, dates, show, onRetry });
    const element = h('p', { class: line.kind });
    return { element, render: (/** @type {Line} */ { text }) => put(element, 'textContent', text) };
  }

  /** Brings the list to these lines and leaves alone what stays. @param {Line[]} lines */
  function reconcile(lines) {
    const before = drawn;
    drawn = new Map();
    let place = list.firstChild;
    for (const line of lines) {
      const part = before.get(line.key) ?? draw(line);
      drawn.set(line.key, part);
      part.render(line);
      if (part.element === place) place = place.nextSibling;
      else list.insertBefore(part.element, place);
    }
    for (const [key, { element }] of before) if (!drawn.has(key)) element.remove();
  }

  // The keyboard of a phone makes the log smaller; its end stays in sight.
  const resized = new ResizeObserver(() => atEnd && toEnd());
  resized.observe(scroller);

  return {
    element: h('div', { class: 'log' }, scroller, newer),
    toEnd,
    render(what) {
      const isEmpty = !what.lines.length;
      skeleton.hidden = what.ready || !isEmpty;
      greeting.hidden = !what.ready || what.hasOlder;
      put(greeting, 'className', isEmpty ? 'greeting alone' : 'greeting');
      older.hidden = !what.hasOlder;
      typing.hidden = !what.typing;
      note.hidden = !what.note;
      put(typingWords, 'textContent', what.typing);
      put(note, 'textContent', what.note);
      put(hint, 'textContent', what.hint);

      const { scrollHeight, scrollTop } = scroller;
      const first = list.firstElementChild?.nextElementSibling;
      reconcile(what.lines);
      // Earlier messages came in above: what was under the eye stays there.
      if (first && list.firstElementChild?.nextElementSibling !== first) {
        scroller.scrollTop = scrollTop + scroller.scrollHeight - scrollHeight;
      }
      const last = what.lines[what.lines.length - 1];
      const isNew = last && last.key !== lastKey;
      lastKey = last?.key;
      if (atEnd || (isNew && last.own)) toEnd();
      else if (isNew) newer.hidden = false;
      // The first fill is not news.
      if (what.ready) list.ariaLive = 'polite';
    },
    destroy: () => resized.disconnect(),
  };
};
