import { createOutbox } from './outbox.js';
import { createMarks, createTypingIndicator, createTypingSender } from './signals.js';
import { createTimeline } from './timeline.js';

/** Marks only grow, in whichever order the frames came. @param {Marks} a @param {Marks} [b] @returns {Marks} */
const furthest = (a, b = a) => ({ kehu: Math.max(a.kehu, b.kehu), kefu: Math.max(a.kefu, b.kefu) });

/** What a message holds once its entry is stored. @param {Entry} entry */
const contentOf = ({ content, type, file }) => (file ? { type, ...file } : { content });

/** @type {(parts: ModelParts) => Model} */
export const createModel = ({ store, clock, tab, newId, link, files, preview, isReading, onChange }) => {
  /** @type {Phase} */
  let phase = 'idle';
  let failures = 0;
  let online = true;
  /** The customer's id, once greeted. */
  let me = '';
  /** @type {Conversation | null} */
  let conversation = null;
  /** @type {Timeline[]} */
  let timelines = [];
  let refs = 0;
  /** How far the server's clock is ahead of this one. */
  let aheadMs = 0;
  let maxUploadBytes = 10 * 1024 * 1024;

  /** @type {Send} */
  const sendHere = (frame) =>
    conversation !== null && link.send({ ...frame, conversation_id: conversation.conversation_id });
  /** @type {Send} */
  const sendWhileOpen = (frame) => conversation?.status !== 'closed' && sendHere(frame);

  const outbox = createOutbox({ store, clock, tab, newId, send: link.send, probe: link.probe, intake, ...files, onChange });
  const marks = createMarks({ clock, send: sendHere });
  const typing = createTypingSender({ clock, send: sendWhileOpen, preview });
  const agentTyping = createTypingIndicator({ clock, onChange });

  /** @returns {Partial<Intake>} */
  function intake() {
    return conversation && conversation.status !== 'closed' ? {} : store.get('intake') ?? {};
  }

  const current = () => timelines.find(({ id }) => id === conversation?.conversation_id);

  /** @param {string} id @param {number} [lastSeq] */
  function timelineOf(id, lastSeq = 0) {
    let timeline = timelines.find((known) => known.id === id);
    if (!timeline) {
      timeline = createTimeline({
        id,
        lastSeq,
        clock,
        ask(range) {
          const ref = `h${++refs}`;
          return link.send({ type: 'history', ref, conversation_id: id, ...range }) ? ref : '';
        },
        onChange: changed,
      });
      timelines.push(timeline);
    }
    return timeline;
  }

  /** The marks follow what is held without a gap, up to the last message that is not the customer's own. */
  function changed() {
    const timeline = current();
    if (conversation && timeline) {
      let seq = 0;
      for (const message of timeline.messages()) {
        if (message.from_type !== 'kehu' && message.seq <= timeline.watermark()) seq = message.seq;
      }
      if (isReading()) {
        conversation.read.kehu = Math.max(conversation.read.kehu, seq);
        marks.read(seq);
      }
      marks.delivered(seq);
    }
    onChange();
  }

  /** @param {Conversation} next @param {boolean} [isFresh]  From `welcome`: the whole truth, not a change of it. */
  function adopt(next, isFresh) {
    const held = conversation?.conversation_id === next.conversation_id ? conversation : undefined;
    if (held && next.version < held.version) return;
    if (!held) marks.reset();
    conversation = {
      ...next,
      delivered: furthest(next.delivered, held?.delivered),
      read: furthest(next.read, held?.read),
    };
    if (next.status === 'closed') agentTyping.hear(false);
    // It has what was filled in; the next one asks anew.
    else store.set('intake', null);
    const timeline = timelineOf(next.conversation_id, isFresh ? next.last_seq : 0);
    if (isFresh) timeline.connected(next.last_seq);
    else timeline.reach(next.last_seq);
    if (isFresh || !held) marks.resume(next.delivered.kehu, next.read.kehu);
  }

  /** @param {Message} message */
  function addMessage(message) {
    const { from_type: from, client_id: clientId } = message;
    if (from === 'kefu') agentTyping.hear(false);
    timelineOf(message.conversation_id).add(message);
    if (from === 'kehu' && clientId) outbox.settle(clientId);
  }

  /** @param {any} frame */
  function raiseMark({ type, conversation_id: id, from_type: from, seq }) {
    if (conversation?.conversation_id !== id || !conversation) return;
    /** @type {Partial<Marks>} */
    const mark = { [from]: seq };
    const raised = { kehu: 0, kefu: 0, ...mark };
    conversation.delivered = furthest(conversation.delivered, raised);
    if (type === 'read') conversation.read = furthest(conversation.read, raised);
  }

  /** @type {Record<string, (frame: any) => void>} */
  const handlers = {
    welcome(frame) {
      // Another customer than before: nothing of the one before may be seen.
      if (me && me !== frame.user_id) {
        timelines = [];
        conversation = null;
      }
      me = frame.user_id;
      online = frame.online;
      aheadMs = Date.parse(frame.server_time) - clock.now();
      maxUploadBytes = frame.max_upload_bytes ?? maxUploadBytes;
      if (frame.conversation) adopt(frame.conversation, true);
      outbox.connected();
    },
    conversation: (frame) => adopt(frame),
    ack(frame) {
      const entry = outbox.list().find((known) => known.client_id === frame.client_id);
      const timeline = timelineOf(frame.conversation_id);
      // Where another tab has settled it, the text comes with the history.
      if (entry) timeline.add({ ...frame, type: 'text', from_type: 'kehu', ...contentOf(entry) });
      else timeline.reach(frame.seq);
      outbox.settle(frame.client_id);
    },
    history(frame) {
      for (const timeline of timelines) timeline.answered(frame);
      for (const { from_type: from, client_id: clientId } of frame.messages) {
        if (from === 'kehu' && clientId) outbox.settle(clientId);
      }
    },
    delivered: raiseMark,
    read: raiseMark,
    typing: (frame) => frame.from_type === 'kefu' && agentTyping.hear(frame.active),
    online: (frame) => (online = frame.online),
    error(frame) {
      if (frame.client_id) outbox.refuse(frame);
      else for (const timeline of timelines) timeline.refused(frame);
    },
  };

  return {
    receive(frame) {
      if (Object.hasOwn(handlers, frame.type)) handlers[frame.type](frame);
      // Whatever bears a seq is a message, of a type known here or not: it must not leave a gap.
      else if (frame.seq > 0) addMessage(/** @type {any} */ (frame));
      changed();
    },
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
    attend: changed,
    serverNow: () => clock.now() + (aheadMs || 0),
    end: () => sendWhileOpen({ type: 'close' }),
    rate: (score, comment) => sendHere({ type: 'rating', score, ...(comment && { comment }) }),
    outbox,
    typing,
    loadOlder: () => timelines[0]?.loadOlder(),
    hasOlder: () => timelines[0]?.hasOlder() ?? false,
    link: () => ({ phase, failures }),
    me: () => (phase === 'open' ? me : ''),
    online: () => online,
    maxUploadBytes: () => maxUploadBytes,
    conversation: () => conversation,
    ready: () => me !== '' && (current()?.complete() ?? true),
    messages: () => timelines.flatMap((timeline) => timeline.messages()),
    agentTyping: agentTyping.active,
    unread() {
      const seen = conversation?.read.kehu ?? 0;
      const isNew = (/** @type {Message} */ { from_type: from, seq }) => seq > seen && (from === 'kefu' || from === 'bot');
      return current()?.messages().filter(isNew).length ?? 0;
    },
  };
};
