import { guarded } from './browser.js';
import { h, icon, put } from './dom.js';
import { teamFace } from './header-view.js';
import { createMessage } from './message-view.js';

/** So near its end, in pixels, the log follows what comes. */
const END_PX = 60;
/** Lines that fill the tallest log at once; what is above them comes frame by frame, unseen. */
const FIRST_FILL = 24;
/** So many lines are drawn above in one frame: more of them would be felt on a slow phone. */
const A_FRAME = 6;

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
  /** @type {Line[]} */
  let lines = [];
  /** How many of them, the first ones, are not drawn yet. */
  let rest = 0;
  let frame = 0;
  /** Stretches that have not been laid out in sight. @type {HTMLElement[]} */
  let fresh = [];

  function toEnd() {
    scroller.scrollTop = scroller.scrollHeight;
    atEnd = newer.hidden = true;
    later();
  }

  function later() {
    if (rest || fresh.length) frame ||= requestAnimationFrame(next);
  }

  /** What was laid out once keeps its size, and costs nothing more while it is out of sight. @param {HTMLElement[]} stretches */
  function settle(stretches) {
    for (const { style } of stretches) style.contentVisibility = 'auto';
  }

  const next = guarded(() => {
    frame = 0;
    const settled = scroller.clientHeight ? fresh.splice(0) : [];
    if (rest) still(() => fill(settled));
    else settle(settled);
  });

  function scrolled() {
    atEnd = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < END_PX;
    newer.hidden ||= atEnd;
    if (scroller.scrollTop < END_PX && !older.hidden && !rest) onOlder();
  }

  /** @param {Line} line */
  function draw(line) {
    if (line.kind === 'message') return createMessage(line, { t, dates, show, onRetry });
    const element = h('p', { class: line.kind });
    return { element, render: (/** @type {Line} */ { text }) => put(element, 'textContent', text) };
  }

  /** @param {Node | null} before */
  function addStretch(before) {
    const stretch = h('div', { class: 'stretch' });
    fresh.push(stretch);
    return list.insertBefore(stretch, before);
  }

  /**
   * Brings the list to these lines and leaves alone what stays. They lie in stretches of a few, each of which the
   * browser passes over as a whole while it is out of sight.
   * @param {Line[]} shown
   */
  function reconcile(shown) {
    const before = drawn;
    drawn = new Map();
    /** @type {Element | undefined} */
    let stretch;
    /** @type {Element | null} */
    let place = null;
    for (const [index, line] of shown.entries()) {
      const part = before.get(line.key) ?? draw(line);
      drawn.set(line.key, part);
      part.render(line);
      const { element } = part;
      /** @type {Element | null} */
      const following = stretch ? stretch.nextElementSibling : list.firstElementChild;
      // A day's line goes to what comes in behind it.
      const stays = line.kind !== 'day' || before.has(shown[index + 1]?.key);
      if (stays && following && element.parentNode === following) {
        stretch = following;
        place = stretch.firstElementChild;
      } else if (!stretch || (!place && element.parentNode !== stretch && stretch.childElementCount > A_FRAME)) {
        stretch = addStretch(following);
      }
      if (element === place) place = place.nextElementSibling;
      else stretch.insertBefore(element, place);
    }
    for (const [key, { element }] of before) if (!drawn.has(key)) element.remove();
    for (const one of [...list.children]) if (!one.firstChild) one.remove();
  }

  /** The first of the lines that is drawn. Not a day's: that moves up as earlier messages of its day come in. */
  const firstDrawn = () => lines.findIndex(({ key, kind }) => kind !== 'day' && drawn.has(key));

  /** Whatever comes in above, what is under the eye stays there. @param {() => void} change */
  function still(change) {
    const anchor = atEnd ? undefined : drawn.get(lines[firstDrawn()]?.key)?.element;
    const place = anchor?.getBoundingClientRect().top ?? 0;
    change();
    if (anchor) scroller.scrollTop += anchor.getBoundingClientRect().top - place;
    if (atEnd) toEnd();
  }

  /**
   * Draws some lines more than there are, upwards.
   * @param {HTMLElement[]} [settled]  Laid out since: changed along with the lines, so that the browser lays out once.
   */
  function fill(settled = []) {
    const first = firstDrawn();
    rest = Math.max(0, first < 0 ? lines.length - FIRST_FILL : first - A_FRAME);
    settle(settled);
    reconcile(lines.slice(rest));
    later();
  }

  // The keyboard of a phone makes the log smaller; its end stays in sight.
  const resized = new ResizeObserver(() => atEnd && toEnd());
  resized.observe(scroller);

  return {
    element: h('div', { class: 'log' }, scroller, newer),
    toEnd,
    render(what) {
      const isEmpty = !what.lines.length;
      lines = what.lines;
      still(() => {
        skeleton.hidden = what.ready || !isEmpty;
        greeting.hidden = !what.ready || what.hasOlder;
        put(greeting, 'className', isEmpty ? 'greeting alone' : 'greeting');
        older.hidden = !what.hasOlder;
        typing.hidden = !what.typing;
        note.hidden = !what.note;
        put(typingWords, 'textContent', what.typing);
        put(note, 'textContent', what.note);
        put(hint, 'textContent', what.hint);
        fill();
      });
      const last = lines[lines.length - 1];
      const isNew = last && last.key !== lastKey;
      lastKey = last?.key;
      if (isNew && last.own) toEnd();
      else if (isNew && !atEnd) newer.hidden = false;
      // The first fill is not news.
      if (what.ready) list.ariaLive = 'polite';
    },
    destroy() {
      resized.disconnect();
      cancelAnimationFrame(frame);
    },
  };
};
