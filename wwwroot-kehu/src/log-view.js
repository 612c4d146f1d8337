import { guarded } from './browser.js';
import { h, icon, put } from './dom.js';
import { teamFace } from './header-view.js';
import { createLogRows } from './log-rows.js';
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

  const rows = createLogRows({ scroller, list, draw });
  let atEnd = true;
  /** Where it was scrolled to when that was last looked at. */
  let top = 0;
  let isReady = false;
  let count = 0;
  let lastKey = '';
  let frame = 0;

  /** @param {Line} line @returns {Bubble} */
  function draw(line) {
    if (line.kind === 'message') return createMessage(line, { t, dates, show, onRetry });
    const element = h('p', { class: line.kind });
    return { element, render: ({ text }) => put(element, 'textContent', text) };
  }

  /** How far below the end of what is in sight the log goes on. */
  const below = () => scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight;

  /** To the very end, wherever that is by now. */
  function goDown() {
    scroller.scrollTop = scroller.scrollHeight;
    top = scroller.scrollTop;
  }

  /** Who scrolled just now is not taken back to the end, though the event that tells of it has not come yet. */
  function look() {
    if (scroller.clientHeight && scroller.scrollTop !== top) follow(below() < END_PX);
    top = scroller.scrollTop;
  }

  function toEnd() {
    goDown();
    follow(true);
    later();
  }

  /** @param {boolean} follows */
  function follow(follows) {
    atEnd = follows;
    newer.hidden ||= atEnd;
    // Neither the first fill is news, nor what comes back into the list because one scrolls.
    put(list, 'ariaLive', isReady && atEnd ? 'polite' : 'off');
  }

  function later() {
    frame ||= requestAnimationFrame(next);
  }

  const next = guarded(() => {
    frame = 0;
    if (!scroller.clientHeight || rows.isDone(atEnd)) return;
    change(() => {}, below() < 2);
    later();
  });

  /** Asks for what is above before one is there. */
  function reach() {
    if (scroller.scrollTop < scroller.clientHeight * 2 && !older.hidden) onOlder();
  }

  function scrolled() {
    top = scroller.scrollTop;
    follow(below() < END_PX);
    reach();
    later();
  }

  /** Whatever comes in above, what is under the eye stays there. @param {() => void} act @param {boolean} follows */
  function change(act, follows) {
    const both = () => {
      act();
      rows.move(atEnd);
    };
    if (!follows) return rows.still(both);
    both();
    rows.measure();
    goDown();
  }

  // The keyboard of a phone makes the log smaller; its end stays in sight.
  const resized = new ResizeObserver(() => {
    look();
    if (atEnd) toEnd();
    else later();
  });
  resized.observe(scroller);

  return {
    element: h('div', { class: 'log' }, scroller, h('div', { class: 'news', role: 'status' }, newer)),
    toEnd,
    render(what) {
      const { lines } = what;
      const last = lines[lines.length - 1];
      const isEmpty = !last;
      look();
      change(() => {
        skeleton.hidden = what.ready || !isEmpty;
        // It stays while something is being caught up on: what lies below would jump.
        greeting.hidden = what.hasOlder || (!what.ready && isEmpty);
        older.hidden = !what.hasOlder;
        typing.hidden = !what.typing;
        note.hidden = !what.note;
        put(typingWords, 'textContent', what.typing);
        put(note, 'textContent', what.note);
        put(hint, 'textContent', what.hint);
        rows.set(lines);
      }, atEnd);
      const isNew = last && last.key !== lastKey;
      lastKey = last?.key;
      // Not at every change: what was refused is asked for again when the customer scrolls.
      if (count !== lines.length) reach();
      count = lines.length;
      isReady ||= what.ready;
      if (isNew && last.own) toEnd();
      else if (isNew && !atEnd) newer.hidden = false;
      follow(atEnd);
      later();
    },
    destroy() {
      resized.disconnect();
      cancelAnimationFrame(frame);
    },
  };
};
