/** What a line is taken to be high until it has been drawn, in pixels. */
const GUESS_PX = 44;
/** Lines that are kept drawn above and below those in sight, for whoever scrolls and for screen readers. */
const SPARE = 12;
/** So many more may stay before they are taken out: lines at the edge do not come and go. */
const SLACK = 8;
/** Lines that fill the tallest log at once. */
const FIRST_FILL = 24;
/** So many lines come in one frame, those nearest to the eye first: more of them would be felt on a slow phone. */
const A_FRAME = 3;

/**
 * The rows of a log of any length: those in sight and some around them are in the document, and the list's padding
 * stands for the others. What is laid out and painted does not grow with the log.
 * @type {(parts: LogRowsParts) => LogRows}
 */
export const createLogRows = ({ scroller, list, draw }) => {
  /** All that were drawn, so that a player or a picture comes back as it was. @type {Map<string, Row>} */
  let rows = new Map();
  /** @type {Line[]} */
  let lines = [];
  /** The lines whose rows are in the list. */
  let from = 0;
  let to = 0;
  /** By how much what is in sight has moved since, in pixels, where the scroller does not know it yet. */
  let shift = 0;
  /** For which the heights hold. */
  let width = 0;

  /** @param {Line} line */
  const heightOf = ({ key }) => rows.get(key)?.height || GUESS_PX;

  /** @param {number} start @param {number} end */
  function heightBetween(start, end) {
    let sum = 0;
    for (let i = start; i < end; i++) sum += heightOf(lines[i]);
    return sum;
  }

  /** Which lines are in sight, by what is known of their heights. @param {boolean} atEnd */
  function sight(atEnd) {
    const { length } = lines;
    if (atEnd || !scroller.clientHeight) return [length - FIRST_FILL, length, length];
    const top = scroller.scrollTop + shift - list.offsetTop;
    let first = 0;
    let y = 0;
    while (first < length && (y += heightOf(lines[first])) <= top) first++;
    let last = Math.min(first + 1, length);
    while (last < length && y < top + scroller.clientHeight) y += heightOf(lines[last++]);
    return [first, last, (first + last) >> 1];
  }

  /** @param {boolean} atEnd @returns {[number, number, number]}  First and last that should be drawn, and the one that matters most. */
  function aim(atEnd) {
    const [first, last, middle] = sight(atEnd);
    return [Math.max(0, first - SPARE), Math.min(lines.length, last + SPARE), middle];
  }

  /** @param {Line} line */
  function rowOf(line) {
    let row = rows.get(line.key);
    if (!row) rows.set(line.key, (row = { ...draw(line), height: 0 }));
    if (row.line !== line) {
      row.render((row.line = line));
      row.height = 0;
    }
    return row.element;
  }

  function write() {
    const elements = lines.slice(from, to).map(rowOf);
    const kept = new Set(elements);
    for (const element of [...list.children]) if (!kept.has(/** @type {HTMLElement} */ (element))) element.remove();
    let place = list.firstElementChild;
    for (const element of elements) {
      if (element === place) place = place.nextElementSibling;
      else list.insertBefore(element, place);
    }
    list.style.paddingBlock = `${heightBetween(0, from)}px ${heightBetween(to, lines.length)}px`;
  }

  /** While it is not in sight nothing has a height. */
  function measure() {
    shift = 0;
    if (!scroller.clientHeight) return;
    if (width !== scroller.clientWidth) {
      width = scroller.clientWidth;
      for (const row of rows.values()) row.height = 0;
    }
    for (const { key } of lines.slice(from, to)) {
      const row = rows.get(key);
      if (row) row.height ||= row.element.offsetHeight;
    }
  }

  /** The line that the eye rests on, or the next to it. Not a day's: that moves up as earlier messages of its day come in. */
  function anchor() {
    const [first] = sight(false);
    const at = Math.min(Math.max(first, from), to - 1);
    return lines[at]?.kind === 'day' && at + 1 < to ? lines[at + 1] : lines[at];
  }

  /** Where a line is, or would be if it were drawn. @param {Line} line */
  function topOf({ key }) {
    const element = rows.get(key)?.element;
    if (element?.isConnected) return element.getBoundingClientRect().top;
    return list.getBoundingClientRect().top + heightBetween(0, lines.findIndex((line) => line.key === key));
  }

  return {
    set(next) {
      const held = new Set(lines.slice(from, to).filter(({ kind }) => kind !== 'day').map(({ key }) => key));
      const isHeld = (/** @type {Line} */ { key }) => held.has(key);
      shift -= heightBetween(0, from);
      lines = next;
      from = Math.max(0, next.findIndex(isHeld));
      to = next.findLastIndex(isHeld) + 1;
      const before = rows;
      rows = new Map();
      for (const { key } of next) {
        const row = before.get(key);
        if (row) rows.set(key, row);
      }
      shift += heightBetween(0, from);
    },
    isDone(atEnd) {
      const [first, last] = aim(atEnd);
      return from <= first && from >= first - SLACK && to >= last && to <= last + SLACK;
    },
    move(atEnd) {
      const [first, last, middle] = aim(atEnd);
      let room = A_FRAME;
      if (from >= last || to <= first) {
        from = to = middle;
        if (middle === lines.length) room = FIRST_FILL;
      }
      for (; room && (from > first || to < last); room--) {
        if (to >= last || (from > first && middle - from < to - middle)) from--;
        else to++;
      }
      if (from < first - SLACK) from = first;
      if (to > last + SLACK) to = last;
      write();
    },
    still(change) {
      const line = anchor();
      const place = line ? topOf(line) : 0;
      change();
      measure();
      if (line) scroller.scrollTop += topOf(line) - place;
    },
    measure,
  };
};
