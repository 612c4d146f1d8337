/** @import { Clock, Frame, Message } from './types.js' */

/** What a first look loads; older messages come when the customer scrolls up. */
const FIRST_LOOK = 50;
const PAGE = 100;
/** Messages may overtake one another for so long before a missing one is asked for. */
const GAP_MS = 1000;
const LONGEST_GAP_MS = 30_000;
const ANSWER_MS = 10_000;

/**
 * The messages of one conversation, merged by `seq`, whichever way they came.
 *
 * `watermark` is the highest seq up to which every message from `floor` on is held. It alone says what is missing: an
 * ack, like any other message, moves it only where it is the next.
 * @param {object} parts
 * @param {string} parts.id  The conversation's.
 * @param {number} parts.lastSeq  Its highest seq when first heard of.
 * @param {Clock} parts.clock
 * @param {(range: { after_seq?: number, before_seq?: number, limit: number }) => string} parts.ask  Requests history
 *   and gives the `ref` of the answer to come, or '' while there is no link.
 * @param {() => void} parts.onChange
 */
export function createTimeline({ id, lastSeq, clock, ask, onChange }) {
  /** @type {Map<number, Message>} */
  const bySeq = new Map();
  let floor = Math.max(1, lastSeq - FIRST_LOOK + 1);
  let watermark = floor - 1;
  let latest = lastSeq;
  let asked = '';
  let askedOlder = '';
  let gapMs = GAP_MS;
  /** @type {any} */
  let timer;

  /** @param {() => void} run @param {number} ms */
  function arm(run, ms) {
    clock.clearTimeout(timer);
    timer = clock.setTimeout(run, ms);
  }

  /** @param {Message} message @returns {boolean} Whether it was new. */
  function merge(message) {
    if (bySeq.has(message.seq)) return false;
    bySeq.set(message.seq, message);
    latest = Math.max(latest, message.seq);
    while (bySeq.has(watermark + 1)) watermark++;
    return true;
  }

  /** Gives a gap its time, and asks for what it still lacks then. */
  function watchGap() {
    if (asked) return;
    if (watermark >= latest) {
      clock.clearTimeout(timer);
      timer = null;
      gapMs = GAP_MS;
    } else {
      timer ??= clock.setTimeout(catchUp, gapMs);
    }
  }

  function catchUp() {
    clock.clearTimeout(timer);
    timer = null;
    if (asked || watermark >= latest) return;
    asked = ask({ after_seq: watermark, limit: PAGE });
    if (asked) arm(unanswered, ANSWER_MS);
  }

  function unanswered() {
    asked = '';
    timer = null;
    catchUp();
  }

  /** @param {Frame} page */
  function readNewer(page) {
    const before = watermark;
    asked = '';
    clock.clearTimeout(timer);
    timer = null;
    for (const message of page.messages ?? []) merge(message);
    if (watermark > before && page.has_more) return catchUp();
    // An answer that brings nothing is not asked for again at once.
    gapMs = watermark > before ? GAP_MS : Math.min(gapMs * 2, LONGEST_GAP_MS);
    watchGap();
  }

  /** @param {Frame} page */
  function readOlder(page) {
    askedOlder = '';
    for (const message of page.messages ?? []) {
      merge(message);
      floor = Math.min(floor, message.seq);
    }
    if (!page.has_more) floor = 1;
  }

  return {
    id,
    /** @returns {Message[]} In rising seq; a gap that is still open is left out in silence. */
    messages: () => [...bySeq.values()].sort((a, b) => a.seq - b.seq),
    watermark: () => watermark,
    /** @returns {boolean} Whether all that is known to exist above the floor is held. */
    complete: () => watermark >= latest,
    /** @returns {boolean} Whether there is something above what is shown. */
    hasOlder: () => floor > 1,
    /** @param {Message} message  From a frame, or from an ack and what was sent. */
    add(message) {
      const isNew = merge(message);
      watchGap();
      if (isNew) onChange();
    },
    /** @param {number} seq  The conversation's highest, as a live frame told. */
    reach(seq) {
      latest = Math.max(latest, seq);
      watchGap();
    },
    /** @param {number} seq  The conversation's highest, as `welcome` told. */
    connected(seq) {
      latest = Math.max(latest, seq);
      asked = '';
      askedOlder = '';
      gapMs = GAP_MS;
      catchUp();
    },
    disconnected() {
      asked = '';
      askedOlder = '';
      clock.clearTimeout(timer);
      timer = null;
    },
    loadOlder() {
      if (floor > 1 && !askedOlder) askedOlder = ask({ before_seq: floor, limit: FIRST_LOOK });
    },
    /** @param {Frame} frame  `history`. */
    answered(frame) {
      if (frame.ref === asked) readNewer(frame);
      else if (frame.ref === askedOlder) readOlder(frame);
      else return;
      onChange();
    },
    /** @param {Frame} error  A refusal of `history`. */
    refused(error) {
      if (error.ref === askedOlder) askedOlder = '';
      if (error.ref !== asked) return;
      asked = '';
      gapMs = Math.max(error.retry_after_ms ?? 0, Math.min(gapMs * 2, LONGEST_GAP_MS));
      clock.clearTimeout(timer);
      timer = null;
      watchGap();
    },
  };
}
