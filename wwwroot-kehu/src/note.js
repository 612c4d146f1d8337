import { hasLeft } from './life-gate.js';

/** Who, or what, ended the chat. @param {Conversation} conversation @param {Translate} t */
function endOf({ closed_by: by, close_reason: reason, agent }, t) {
  if (reason === 'idle') return t('queue.idle');
  if (by === 'kehu') return t('queue.closedByYou');
  return by === 'kefu' ? t('queue.closedByAgent', { name: agent?.name ?? t('log.agent') }) : t('queue.closed');
}

/** What is to be known about the conversation now: one quiet line below the messages, or ''. @type {(parts: Pick<LifeState, 'model' | 'store'>, t: Translate) => string} */
export const noteOf = (parts, t) => {
  const { model } = parts;
  const conversation = model.conversation();
  const { status, queue_position: position, estimated_wait_seconds: seconds } = conversation ?? {};
  if (conversation && status === 'closed' && !model.outbox.isSending()) return endOf(conversation, t);
  if (status !== 'waiting') return '';
  if (hasLeft(parts)) return t('queue.left');
  if (!model.online()) return t('queue.away');
  if (!position) return t('queue.waiting');
  const place = t(position === 1 ? 'queue.next' : 'queue.position', { position });
  return seconds ? `${place} · ${t('queue.wait', { minutes: Math.ceil(seconds / 60) })}` : place;
};
