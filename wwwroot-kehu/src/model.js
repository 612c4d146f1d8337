import { createMarks } from './marks.js';
import { createOutbox } from './outbox.js';
import { createTimeline } from './timeline.js';
import { createTypingIndicator, createTypingSender } from './typing.js';

/** @import { Clock, Conversation, Frame, Marks, Message, Phase, Store } from './types.js' */
/** @typedef {{ send(frame: Frame): boolean, probe(): void }} Link */

/** Marks only grow, in whichever order the frames came. @param {Marks} a @param {Marks} [b] @returns {Marks} */
const furthest = (a, b) => ({ kehu: Math.max(a.kehu, b?.kehu ?? 0), kefu: Math.max(a.kefu, b?.kefu ?? 0) });

/**
 * What the chat knows: frames go in, the view reads. It sees no element and no socket.
 * @param {object} parts
 * @param {Store} parts.store
 * @param {Clock} parts.clock
 * @param {string} parts.tab
 * @param {() => string} parts.newId
 * @param {Link} parts.link
 * @param {() => boolean} parts.isReading  Whether a person has the log before their eyes.
 * @param {() => void} parts.onChange
 */
export function createModel({ store, clock, tab, newId, link, isReading, onChange }) {
  /** @type {Phase} */
  let phase = 'idle';
  let failures = 0;
  let online = true;
  let greeted = false;
  let me = '';
  /** @type {Conversation | null} */
  let conversation = null;
  /** Those of this page's life, the present one last. @type {ReturnType<typeof createTimeline>[]} */
  let timelines = [];
  let refs = 0;

  /** @param {Frame} frame  Of the present conversation. */
  const sendHere = (frame) =>
    conversation !== null && link.send({ ...frame, conversation_id: conversation.conversation_id });
  /** @param {Frame} frame */
  const sendWhileOpen = (frame) => conversation?.status !== 'closed' && sendHere(frame);

  const outbox = createOutbox({ store, clock, tab, newId, send: link.send, probe: link.probe, onChange });
  const marks = createMarks({ clock, send: sendHere });
  const typing = createTypingSender({ clock, send: sendWhileOpen });
  const agentTyping = createTypingIndicator({ clock, onChange });

  /** @param {string} id @param {number} lastSeq */
  function timelineOf(id, lastSeq) {
    const known = timelines.find((timeline) => timeline.id === id);
    if (known) return known;
    const timeline = createTimeline({
      id,
      lastSeq,
      clock,
      ask: (range) => {
        const ref = `h${++refs}`;
        return link.send({ type: 'history', ref, conversation_id: id, ...range }) ? ref : '';
      },
      onChange: changed,
    });
    timelines.push(timeline);
    return timeline;
  }

  const current = () => timelines.find((timeline) => timeline.id === conversation?.conversation_id);

  /** The highest seq of another's message among those held without a gap. */
  function received() {
    const timeline = current();
    let seq = 0;
    for (const message of timeline?.messages() ?? []) {
      if (message.from_type !== 'kehu' && message.seq <= (timeline?.watermark() ?? 0)) seq = message.seq;
    }
    return seq;
  }

  function changed() {
    const seq = received();
    if (isReading() && conversation) {
      conversation.read.kehu = Math.max(conversation.read.kehu, seq);
      marks.read(seq);
    }
    marks.delivered(seq);
    onChange();
  }

  /** @param {Conversation} next @param {boolean} isFresh  From `welcome`: the whole truth, not a change of it. */
  function adopt(next, isFresh) {
    const same = conversation?.conversation_id === next.conversation_id;
    if (same && conversation && next.version < conversation.version) return;
    if (!same) marks.reset();
    const held = same ? conversation : null;
    conversation = {
      ...next,
      delivered: furthest(next.delivered, held?.delivered),
      read: furthest(next.read, held?.read),
    };
    if (next.status === 'closed') agentTyping.hear(false);
    const timeline = timelineOf(next.conversation_id, isFresh ? next.last_seq : 0);
    if (isFresh) timeline.connected(next.last_seq);
    else timeline.reach(next.last_seq);
    if (isFresh || !same) marks.resume(next.delivered.kehu, next.read.kehu);
  }

  /** @param {Frame} frame */
  function welcome(frame) {
    if (me && me !== frame.user_id) {
      timelines = [];
      conversation = null;
    }
    me = frame.user_id;
    online = frame.online;
    greeted = true;
    if (frame.conversation) adopt(frame.conversation, true);
    outbox.connected();
  }

  /** @param {Message} message */
  function message(message) {
    if (message.from_type === 'kehu' && message.client_id) outbox.settle(message.client_id);
    else if (message.from_type === 'kefu') agentTyping.hear(false);
    timelineOf(message.conversation_id, 0).add(message);
  }

  /** @param {Frame} ack */
  function acked(ack) {
    const entry = outbox.list().find(({ client_id }) => client_id === ack.client_id);
    const timeline = timelineOf(ack.conversation_id, 0);
    // Another tab may have settled it: then the text comes with the history.
    if (!entry) timeline.reach(ack.seq);
    else timeline.add(/** @type {any} */ ({ ...ack, type: 'text', from_type: 'kehu', content: entry.content }));
    outbox.settle(ack.client_id);
  }

  /** @param {Frame} frame */
  function marked({ type, conversation_id: id, from_type: from, seq }) {
    const side = from === 'kehu' ? 'kehu' : 'kefu';
    if (!conversation || conversation.conversation_id !== id) return;
    /** @param {Marks} marks */
    const raise = (marks) => (marks[side] = Math.max(marks[side], seq));
    raise(conversation.delivered);
    if (type === 'read') raise(conversation.read);
  }

  /** @param {Frame} page */
  function history(page) {
    for (const { from_type, client_id } of page.messages ?? []) {
      if (from_type === 'kehu' && client_id) outbox.settle(client_id);
    }
    for (const timeline of timelines) timeline.answered(page);
  }

  /** @param {Frame} error */
  function refused(error) {
    if (error.client_id) outbox.refuse(error);
    else for (const timeline of timelines) timeline.refused(error);
  }

  /** @param {Frame} frame */
  function receive(frame) {
    switch (frame.type) {
      case 'welcome': welcome(frame); break;
      case 'conversation': adopt(/** @type {any} */ (frame), false); break;
      case 'ack': acked(frame); break;
      case 'history': history(frame); break;
      case 'delivered':
      case 'read': marked(frame); break;
      case 'typing': if (frame.from_type === 'kefu') agentTyping.hear(!!frame.active); break;
      case 'online': online = frame.online; break;
      case 'error': refused(frame); break;
      // Whatever bears a seq is a message, of a type known here or not: it must not leave a gap.
      default: if (frame.seq > 0) message(/** @type {any} */ (frame));
    }
    changed();
  }

  return {
    receive,
    outbox,
    typing,
    /** The customer looks, or looks away. */
    attend: changed,
    /** @param {Phase} next @param {number} count */
    entered(next, count) {
      if (phase === 'open') {
        outbox.disconnected();
        agentTyping.hear(false);
        for (const timeline of timelines) timeline.disconnected();
      }
      phase = next;
      failures = count;
      onChange();
    },
    loadOlder: () => timelines[0]?.loadOlder(),
    hasOlder: () => timelines[0]?.hasOlder() ?? false,
    link: () => ({ phase, failures }),
    online: () => online,
    conversation: () => conversation,
    /** @returns {boolean} Whether what is shown is what there is. */
    ready: () => greeted && (current()?.complete() ?? true),
    messages: () => timelines.flatMap((timeline) => timeline.messages()),
    agentTyping: agentTyping.active,
    /** @returns {number} Agents' messages that nobody here has seen. */
    unread() {
      const seen = conversation?.read.kehu ?? 0;
      const isUnread = (/** @type {Message} */ { from_type: from, seq }) =>
        seq > seen && (from === 'kefu' || from === 'bot');
      return current()?.messages().filter(isUnread).length ?? 0;
    },
  };
}
