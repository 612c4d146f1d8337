const GROUP_MS = 3 * 60_000;
/** One on which clocks are set forward. */
const SHORTEST_DAY_MS = 22 * 3600_000;

/** @param {Message} message @param {Conversation | null} conversation @returns {Line['state']} */
function stateOf({ conversation_id: id, seq }, conversation) {
  // How far those of an earlier conversation came is no longer told.
  if (conversation?.conversation_id !== id) return undefined;
  if (seq <= conversation.read.kefu) return 'read';
  return seq <= conversation.delivered.kefu ? 'delivered' : 'sent';
}

const ATTACHMENTS = ['image', 'file', 'voice', 'video'];

/** Why a file would fail again. */
const FINAL = ['unsupported', 'too_large', 'lost'];

/** @param {any} message @returns {Line['attachment']} */
const attachmentOf = (message) => (message.url && ATTACHMENTS.includes(message.type) ? message : undefined);

/** @param {Line | undefined} a @param {Line} b */
const continues = (a, b) =>
  a?.kind === 'message' && b.kind === 'message' && a.own === b.own && a.author === b.author
  && b.at - a.at < GROUP_MS && a.state !== 'failed';

/** When each message was written: it is asked for at every change, and browsers take long over dates. @type {WeakMap<Message, number>} */
const times = new WeakMap();

/** @param {Message} message */
function timeOf(message) {
  const at = times.get(message) ?? Date.parse(message.timestamp);
  times.set(message, at);
  return at;
}

/**
 * What the log shows, line by line: days, groups, what is stored and, below it, what is on its way.
 * @type {(
 *   what: {
 *     messages: Message[], entries: Entry[], conversation: Conversation | null, progress?: Attachments['progress'],
 *   }, dates: Dates, t: Translate,
 * ) => Line[]}
 */
export const buildLines = ({ messages, entries, conversation, progress }, dates, t) => {
  const stored = messages.map((message) => {
    const own = message.from_type === 'kehu';
    return /** @type {Line} */ ({
      // An own message keeps its element when the outbox gives it to the timeline.
      key: (own && message.client_id) || message.id,
      kind: message.from_type === 'system' ? 'note' : 'message',
      text: message.content || message.filename || t(`system.${message.code}`) || t('log.unsupported'),
      attachment: attachmentOf(message),
      own,
      author: own ? t('log.you') : message.from_name || t('log.agent'),
      at: timeOf(message),
      state: own ? stateOf(message, conversation) : undefined,
    });
  });
  const known = new Set(stored.map(({ key }) => key));
  const waiting = entries.filter((entry) => !known.has(entry.client_id)).map((entry) => /** @type {Line} */ ({
    key: entry.client_id,
    kind: 'message',
    text: entry.content ?? entry.file?.filename ?? '',
    attachment: entry.file && { type: entry.type ?? 'file', ...entry.file },
    progress: progress?.(entry.client_id),
    own: true,
    author: t('log.you'),
    at: entry.queued_at,
    state: entry.status,
    error: entry.error,
    canRetry: !entry.file || !FINAL.includes(entry.error ?? ''),
  }));

  /** @type {Line[]} */
  const lines = [];
  let day = 0;
  let tomorrow = 0;
  for (const line of [...stored, ...waiting]) {
    // Only what may be of another day is looked at.
    if (line.at >= tomorrow) {
      const at = dates.dayOf(line.at);
      tomorrow = at + SHORTEST_DAY_MS;
      if (at > day) lines.push({ key: `day ${(day = at)}`, kind: 'day', text: dates.day(at), at });
    }
    const before = lines[lines.length - 1];
    line.first = !continues(before, line);
    line.last = true;
    if (!line.first) before.last = false;
    lines.push(line);
  }
  return lines;
};
