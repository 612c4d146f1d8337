import { createBar } from './bar-view.js';
import { createComposer } from './composer.js';
import { createDates } from './dates.js';
import { createHeader } from './header-view.js';
import { buildLines } from './lines.js';
import { createLog } from './log-view.js';

/** @import { Clock, Language, Store, Translate } from './types.js' */
/** @typedef {ReturnType<typeof import('./model.js').createModel>} Model */

/** @param {Model} model @param {Translate} t @returns {string} What is to be known about the conversation now. */
function noteOf(model, t) {
  const conversation = model.conversation();
  if (conversation?.status === 'closed' && model.outbox.list().length === 0) return t('queue.closed');
  if (conversation?.status !== 'waiting') return '';
  if (!model.online()) return t('queue.away');
  const { queue_position: position, estimated_wait_seconds: seconds } = conversation;
  if (!position) return t('queue.waiting');
  const place = position === 1 ? t('queue.next') : t('queue.position', { position });
  return seconds ? `${place} · ${t('queue.wait', { minutes: Math.ceil(seconds / 60) })}` : place;
}

/**
 * The panel's content in one language. It reads the model and never writes it.
 * @param {object} parts
 * @param {HTMLElement} parts.panel
 * @param {Model} parts.model
 * @param {Translate} parts.t
 * @param {Language} parts.language
 * @param {Store} parts.store
 * @param {Clock} parts.clock
 * @param {boolean} parts.canClose
 * @param {() => void} parts.onClose
 * @param {() => void} parts.onLanguage
 * @param {() => void} parts.onReconnect
 */
export function createView({ panel, model, t, language, store, clock, canClose, onClose, onLanguage, onReconnect }) {
  const dates = createDates(language, t);
  const times = {
    relative: (/** @type {number} */ at) => dates.relative(at, clock.now()),
    absolute: dates.absolute,
  };
  const header = createHeader({ t, canClose, onClose, onLanguage });
  const bar = createBar({ t, onRetry: onReconnect });
  const log = createLog({ t, times, onRetry: model.outbox.retry, onOlder: model.loadOlder });
  const composer = createComposer({
    t,
    store,
    onInput: (isEmpty) => (isEmpty ? model.typing.ended() : model.typing.typed()),
    onSend(text) {
      model.typing.sent();
      model.outbox.add(text);
    },
  });
  panel.lang = language;
  panel.replaceChildren(header.element, bar.element, log.element, composer.element);

  return {
    focus: composer.focus,
    /** The panel came into sight: what is measured in pixels can be measured now. */
    shown() {
      composer.fit();
      log.toEnd();
    },
    render() {
      const conversation = model.conversation();
      const link = model.link();
      const lines = buildLines({
        messages: model.messages(),
        entries: model.outbox.list(),
        conversation,
        dayOf: dates.dayOf,
        dayName: (at) => dates.day(at, clock.now()),
      }, t);
      header.render({ conversation, online: model.online(), phase: link.phase });
      bar.render({ ...link, hasNetwork: navigator.onLine });
      log.render({
        lines,
        // Without a link there is nothing to wait for: an empty chat can be written into at once.
        ready: model.ready() || link.failures > 0,
        hasOlder: model.hasOlder(),
        typing: model.agentTyping() ? t('log.typing', { name: conversation?.agent?.name ?? t('log.agent') }) : '',
        note: noteOf(model, t),
        hint: t(model.online() ? 'log.greetingHint' : 'log.greetingAway'),
      });
    },
    destroy: log.destroy,
  };
}
