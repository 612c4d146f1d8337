/** Whether the next text opens the ended conversation again: it has what was filled in before it. @type {(parts: Omit<LifeState, 'store'>) => boolean} */
export const isReopenable = ({ model, settings }) => {
  const { status, closed_at: closedAt = '' } = model.conversation() ?? {};
  return status === 'closed' && model.serverNow() - Date.parse(closedAt) < (settings.reopen_within_seconds ?? 0) * 1000;
};

/** The customer says who they are before the first message, where the site asks. @type {(parts: LifeState) => boolean} */
export const isAsked = (parts) => {
  const { model, store, settings } = parts;
  const conversation = model.conversation();
  return !!settings.pre_chat && model.ready() && (!conversation || conversation.status === 'closed') && !isReopenable(parts)
    && !store.get('intake') && !model.outbox.isSending();
};

/** Whether the customer has waited in the queue for as long as the site lets them. @type {(parts: LifeState) => boolean} */
export const isLongWait = ({ model, settings }) => {
  const { status, opened_at: openedAt = '' } = model.conversation() ?? {};
  const most = settings.leave_message_after_seconds;
  return status === 'waiting' && !!most && model.serverNow() - Date.parse(openedAt) >= most * 1000;
};

/** Who was served is asked how it was; a message that was left, or a chat that ended in the queue, says nothing of anybody. @type {(parts: LifeState) => boolean} */
export const isRateable = ({ model }) => {
  const { status, agent, rating } = model.conversation() ?? {};
  return status === 'closed' && !!agent && !rating;
};

/**
 * Whether the customer left a message rather than wait, and nobody has come since. Kept in the browser: in which conversation, or `next` for the
 * one that the message will open.
 * @type {(parts: Pick<LifeState, 'model' | 'store'>) => boolean}
 */
export const hasLeft = ({ model, store }) => {
  const { conversation_id: id, status } = model.conversation() ?? {};
  const left = store.get('left');
  let now = left;
  if (status === 'waiting') now = left === 'next' ? id : left;
  else if (left && (left === id || status === 'active')) now = null;
  if (now !== left) store.set('left', now);
  return !!now && (now === id || now === 'next');
};

/** Whether there is anything beside the messages to show: before a chat, while it waits, after it. @type {(parts: LifeState) => boolean} */
export const needsLife = (parts) => {
  const { model } = parts;
  const status = model.conversation()?.status;
  if (!model.ready()) return false;
  return isAsked(parts) || isLongWait(parts) || status === 'closed' || (!model.online() && status !== 'active');
};
