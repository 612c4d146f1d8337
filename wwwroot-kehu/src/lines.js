/** @import { Conversation, Entry, Line, Message, Translate } from './types.js' */

const GROUP_MS = 3 * 60_000;

/** @param {Message} message @param {Conversation | null} conversation @returns {Line['state']} */
function stateOf(message, conversation) {
  if (!conversation || message.conversation_id !== conversation.conversation_id) return 'sent';
  if (message.seq <= conversation.read.kefu) return 'read';
  return message.seq <= conversation.delivered.kefu ? 'delivered' : 'sent';
}

/** @param {Message} message @param {Conversation | null} conversation @param {Translate} t @returns {Line} */
function fromMessage(message, conversation, t) {
  const { from_type: from, client_id: clientId } = message;
  const own = from === 'kehu';
  return {
    // An own message keeps its element when it turns from an entry of the outbox into a stored one.
    key: own && clientId ? clientId : message.id,
    kind: from === 'system' ? 'note' : 'message',
    text: message.content ?? t('log.unsupported'),
    own,
    author: own ? t('log.you') : message.from_name || t('log.agent'),
    at: Date.parse(message.timestamp),
    state: own ? stateOf(message, conversation) : undefined,
  };
}

/** @param {Entry} entry @param {Translate} t @returns {Line} */
const fromEntry = ({ client_id: clientId, content, queued_at: at, status, error }, t) => ({
  key: clientId,
  kind: 'message',
  text: content,
  own: true,
  author: t('log.you'),
  at,
  state: status,
  error,
  clientId,
});

/** @param {Line | undefined} a @param {Line} b @returns {boolean} Whether b continues a's group. */
const continues = (a, b) =>
  a?.kind === 'message' && b.kind === 'message' && a.own === b.own && a.author === b.author
  && (b.at ?? 0) - (a.at ?? 0) < GROUP_MS && a.state !== 'failed';

/**
 * What the log shows, line by line: days, groups, what is stored and what is on its way.
 * @param {object} what
 * @param {Message[]} what.messages  Stored, in their order.
 * @param {Entry[]} what.entries  Not confirmed, in theirs.
 * @param {Conversation | null} what.conversation
 * @param {(at: number) => number} what.dayOf  The start of the day.
 * @param {(at: number) => string} what.dayName
 * @param {Translate} t
 * @returns {Line[]}
 */
export function buildLines({ messages, entries, conversation, dayOf, dayName }, t) {
  const stored = messages.map((message) => fromMessage(message, conversation, t));
  const known = new Set(stored.map(({ key }) => key));
  const waiting = entries.map((entry) => fromEntry(entry, t)).filter(({ key }) => !known.has(key));
  /** @type {Line[]} */
  const lines = [];
  let day = 0;
  for (const line of [...stored, ...waiting]) {
    const at = line.at ?? 0;
    if (dayOf(at) > day) {
      day = dayOf(at);
      lines.push({ key: `day:${day}`, kind: 'day', text: dayName(at) });
    }
    const before = lines[lines.length - 1];
    line.first = !continues(before, line);
    line.last = true;
    if (!line.first) before.last = false;
    lines.push(line);
  }
  return lines;
}
