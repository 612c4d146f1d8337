import { createComposer } from './composer.js';
import { createHeader } from './header-view.js';
import { createDates } from './i18n.js';
import { buildLines } from './lines.js';
import { createLog } from './log-view.js';

/** What is to be known about the conversation now. @param {Model} model @param {Translate} t */
function noteOf(model, t) {
  const { status, queue_position: position, estimated_wait_seconds: seconds } = model.conversation() ?? {};
  if (status === 'closed' && !model.outbox.list().length) return t('queue.closed');
  if (status !== 'waiting') return '';
  if (!model.online()) return t('queue.away');
  if (!position) return t('queue.waiting');
  const place = t(position === 1 ? 'queue.next' : 'queue.position', { position });
  return seconds ? `${place} · ${t('queue.wait', { minutes: Math.ceil(seconds / 60) })}` : place;
}

/** @type {(parts: ViewParts) => View} */
export const createView = ({ panel, model, t, language, store, clock, ...parts }) => {
  const dates = createDates(language, t, clock);
  const header = createHeader({ t, store, ...parts });
  const log = createLog({ t, dates, picture: parts.picture, onRetry: model.outbox.retry, onOlder: model.loadOlder });
  const composer = createComposer({
    t,
    store,
    withControl: parts.withControl,
    onInput: (isBlank) => (isBlank ? model.typing.ended() : model.typing.typed()),
    onSend(text) {
      model.typing.sent();
      model.outbox.add(text);
    },
  });
  panel.lang = language;
  panel.replaceChildren(...header.elements, log.element, composer.element);

  return {
    focus: composer.focus,
    shown() {
      composer.fit();
      log.toEnd();
    },
    render() {
      const conversation = model.conversation();
      const name = conversation?.agent?.name ?? t('log.agent');
      header.render(model);
      log.render({
        lines: buildLines({ messages: model.messages(), entries: model.outbox.list(), conversation }, dates, t),
        // Without a link there is nothing to wait for: an empty chat can be written into at once.
        ready: model.ready() || model.link().failures > 0,
        hasOlder: model.hasOlder(),
        typing: model.agentTyping() ? t('log.typing', { name }) : '',
        note: noteOf(model, t),
        hint: t(model.online() ? 'log.greetingHint' : 'log.greetingAway'),
      });
    },
    destroy: log.destroy,
  };
};
