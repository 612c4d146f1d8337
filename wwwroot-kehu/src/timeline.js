/** What a first look loads; older messages come when the customer scrolls up. */
const FIRST_LOOK = 50;
const PAGE = 100;
/** Messages may overtake one another for so long before a missing one is asked for. */
const GAP_MS = 1000;
const LONGEST_GAP_MS = 30_000;
const ANSWER_MS = 10_000;

/** @type {(parts: TimelineParts) => Timeline} */
export const createTimeline = ({ id, lastSeq, clock, ask, onChange }) => {
  /** @type {Map<number, Message>} */
  const bySeq = new Map();
  /** In order; nothing while that is to be made anew. @type {Message[] | undefined} */
  let sorted;
  /** Where what is shown begins. */
  let floor = Math.max(1, lastSeq - FIRST_LOOK + 1);
  let watermark = floor - 1;
  let latest = lastSeq;
  /** The refs of the answers that are awaited. */
  let newer = '';
  let older = '';
  let gapMs = GAP_MS;
  /** Waits for a gap to close, or for an answer. @type {any} */
  let timer = null;

  function disarm() {
    clock.clearTimeout(timer);
    timer = null;
  }

  /** @param {Message} message */
  function merge(message) {
    if (!bySeq.has(message.seq)) {
      bySeq.set(message.seq, message);
      sorted = undefined;
    }
    latest = Math.max(latest, message.seq);
    while (bySeq.has(watermark + 1)) watermark++;
  }

  function watchGap() {
    if (newer) return;
    if (watermark >= latest) {
      disarm();
      gapMs = GAP_MS;
    } else timer ??= clock.setTimeout(catchUp, gapMs);
  }

  function catchUp() {
    disarm();
    newer = watermark < latest ? ask({ after_seq: watermark, limit: PAGE }) : '';
    if (newer) timer = clock.setTimeout(catchUp, ANSWER_MS);
  }

  /** An answer that brought nothing is not asked for again at once. @param {number} [leastMs] */
  function hesitate(leastMs = 0) {
    newer = '';
    disarm();
    gapMs = Math.max(leastMs, Math.min(gapMs * 2, LONGEST_GAP_MS));
    watchGap();
  }

  return {
    id,
    messages: () => (sorted ??= [...bySeq.values()].sort((a, b) => a.seq - b.seq)),
    watermark: () => watermark,
    complete: () => watermark >= latest,
    hasOlder: () => floor > 1,
    add(message) {
      merge(message);
      watchGap();
      onChange();
    },
    reach(seq) {
      latest = Math.max(latest, seq);
      watchGap();
    },
    connected(seq) {
      latest = Math.max(latest, seq);
      gapMs = GAP_MS;
      catchUp();
    },
    disconnected() {
      newer = older = '';
      disarm();
    },
    loadOlder() {
      if (floor > 1 && !older) older = ask({ before_seq: floor, limit: FIRST_LOOK });
    },
    answered({ conversation_id: conversationId, ref, messages, has_more: hasMore }) {
      if (conversationId !== id) return;
      const before = watermark;
      for (const message of messages) merge(message);
      if (ref === older) {
        older = '';
        floor = hasMore ? Math.min(floor, messages[0]?.seq ?? 1) : 1;
      } else if (ref === newer) {
        if (watermark === before) hesitate();
        else catchUp();
      }
      onChange();
    },
    refused({ ref, retry_after_ms: retryAfterMs }) {
      if (ref === older) older = '';
      if (ref === newer) hesitate(retryAfterMs);
    },
  };
};
