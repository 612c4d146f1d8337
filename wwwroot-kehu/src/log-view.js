import { h, icon, setText } from './dom.js';
import { createMessage } from './message-view.js';

/** @import { Line, Translate } from './types.js' */
/** @typedef {{ element: HTMLElement, render(line: Line): void }} Drawn */

/** So near its end, in pixels, the log follows what comes. */
const END_PX = 60;

/**
 * The scrolled part of the panel: messages, and below them what is happening now.
 * @param {object} parts
 * @param {Translate} parts.t
 * @param {import('./message-view.js').Times} parts.times
 * @param {(clientId: string) => void} parts.onRetry
 * @param {() => void} parts.onOlder  The customer wants earlier messages.
 */
export function createLog({ t, times, onRetry, onOlder }) {
  const hint = h('p', { class: 'hint' });
  const greeting = h('div', { class: 'greeting' },
    h('div', { class: 'avatar large', 'aria-hidden': 'true' }, icon('people')),
    h('p', { class: 'hello' }, t('log.greeting')), hint);
  const skeleton = h('div', { class: 'skeleton', 'aria-hidden': 'true' }, ...[0, 1, 2, 3, 4].map(() => h('i')));
  const older = h('button', { class: 'pill older', type: 'button', onclick: onOlder }, t('log.older'));
  const list = h('div', { class: 'list', role: 'log', 'aria-live': 'off', 'aria-relevant': 'additions',
    'aria-label': t('log.label') });
  const typingName = h('span', { class: 'hidden-text' });
  const typing = h('div', { class: 'row other first last typing' },
    h('div', { class: 'bubble dots' }, h('i'), h('i'), h('i'), typingName));
  const note = h('p', { class: 'note state-note', role: 'status' });
  const scroller = h('div', { class: 'scroller', tabIndex: 0, 'aria-label': t('log.label'), role: 'group',
    onscroll: scrolled }, older, greeting, skeleton, list, typing, note);
  const newer = h('button', { class: 'pill newer', type: 'button', hidden: true, onclick: toEnd }, icon('down'), t('log.newer'));
  const element = h('div', { class: 'log' }, scroller, newer);

  /** @type {Map<string, Drawn>} */
  let drawn = new Map();
  let atEnd = true;
  let lastKey = '';

  function toEnd() {
    scroller.scrollTop = scroller.scrollHeight;
    atEnd = true;
    newer.hidden = true;
  }

  function scrolled() {
    atEnd = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < END_PX;
    if (atEnd) newer.hidden = true;
    if (scroller.scrollTop < END_PX && !older.hidden) onOlder();
  }

  /** @param {Line} line @returns {Drawn} */
  function draw(line) {
    if (line.kind === 'message') return createMessage(line, t, times, onRetry);
    const element = h('p', { class: line.kind });
    return { element, render: (next) => setText(element, next.text ?? '') };
  }

  /** @param {Line[]} lines */
  function reconcile(lines) {
    /** @type {Map<string, Drawn>} */
    const next = new Map();
    /** @type {ChildNode | null} */
    let place = list.firstChild;
    for (const line of lines) {
      const part = drawn.get(line.key) ?? draw(line);
      next.set(line.key, part);
      part.render(line);
      if (part.element === place) place = place.nextSibling;
      else list.insertBefore(part.element, place);
    }
    for (const [key, part] of drawn) if (!next.has(key)) part.element.remove();
    drawn = next;
  }

  /** @param {Line[]} lines */
  function follow(lines) {
    const last = lines[lines.length - 1];
    const isNew = last !== undefined && last.key !== lastKey;
    lastKey = last?.key ?? '';
    if (atEnd || (isNew && last.own)) toEnd();
    else if (isNew && last.kind === 'message') newer.hidden = false;
  }

  // The keyboard of a phone makes the log smaller; its end stays in sight.
  const resized = new ResizeObserver(() => void (atEnd && toEnd()));
  resized.observe(scroller);

  return {
    element,
    toEnd,
    /**
     * @param {object} what
     * @param {Line[]} what.lines
     * @param {boolean} what.ready  Whether the lines are all there is, rather than what has come so far.
     * @param {boolean} what.hasOlder
     * @param {string} what.typing  Who is typing, or ''.
     * @param {string} what.note  What is to be known about the conversation, or ''.
     * @param {string} what.hint
     */
    render(what) {
      const isEmpty = what.lines.length === 0;
      skeleton.hidden = what.ready || !isEmpty;
      greeting.hidden = !what.ready || !isEmpty;
      older.hidden = !what.hasOlder || isEmpty;
      const fromEnd = scroller.scrollHeight - scroller.scrollTop;
      const first = list.firstChild;
      reconcile(what.lines);
      typing.hidden = !what.typing;
      setText(typingName, what.typing);
      note.hidden = !what.note;
      setText(note, what.note);
      setText(hint, what.hint);
      // Earlier messages came in above: what was under the eye stays there.
      if (first && list.firstChild !== first && !atEnd) scroller.scrollTop = scroller.scrollHeight - fromEnd;
      follow(what.lines);
      // The first fill is not news.
      if (what.ready) list.setAttribute('aria-live', 'polite');
    },
    destroy: () => resized.disconnect(),
  };
}
