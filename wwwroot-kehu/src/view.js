import { insisting, once } from './browser.js';
import { createComposer } from './composer.js';
import { createHeader, isAttended } from './header-view.js';
import { h } from './dom.js';
import { createDates } from './i18n.js';
import { hasLeft, isAsked, isLongWait, isRateable, isReopenable, needsLife } from './life-gate.js';
import { buildLines } from './lines.js';
import { createLog } from './log-view.js';
import { noteOf } from './note.js';

/** @type {(parts: ViewParts) => View} */
export const createView = ({ panel, model, attachments, settings, t, language, store, clock, ...parts }) => {
  const dates = createDates(language, t, clock);
  const header = createHeader({ t, store, ...parts, onMore: async () => (await loadLife())?.openMenu() });
  const element = h('div', { class: 'life', hidden: true });
  const state = { model, store, settings };
  /** What comes before and after a chat, once it is needed. @type {Life | undefined} */
  let life;
  let isWanted = false;
  /** Before it was first seen whether it comes. */
  let isAwaited = false;
  let isGone = false;
  const log = createLog({
    t, dates, picture: parts.picture, show: (line) => attachments.show(line, language), onRetry: model.outbox.retry, onOlder: model.loadOlder,
  });
  const composer = createComposer({
    t,
    store,
    withControl: parts.withControl,
    openTray: (changed) => attachments.tray(language, changed),
    onRecord: (box) => attachments.record(language, box),
    preview: parts.preview,
    field: parts.field,
    pressed: parts.pressed,
    onInput: (text) => (text.trim() ? model.typing.typed(text) : model.typing.ended()),
    onSend(text) {
      model.typing.sent();
      model.outbox.add(text);
    },
  });

  const loadLife = once(async () => {
    const { createLife } = await import('./life.js');
    const made = await createLife({
      ...state, h, element, panel, language, server: parts.server, token: parts.token,
      hasLeft: () => hasLeft(state), isAsked: () => isAsked(state), isLongWait: () => isLongWait(state), isRateable: () => isRateable(state), isReopenable: () => isReopenable(state), onChange: parts.onChange, focus: composer.focus,
    });
    if (isGone) return void made.destroy();
    life = made;
    parts.onChange();
    return life;
  });

  /** A part that does not load takes nothing away: one can write. */
  const bringLife = insisting(async () => {
    try {
      if (!isGone) await loadLife();
    } catch (fault) {
      isAwaited = false;
      parts.onChange();
      throw fault;
    }
  }, clock);

  function renderLife() {
    if (!isWanted && needsLife(state)) {
      isWanted = isAwaited = true;
      bringLife();
    }
    life?.render();
    const isHeld = life ? life.holds() : isAwaited && isAsked(state);
    // What has the focus goes: it stays in the chat, and in no field that one did not choose to write in.
    if (isHeld && composer.element.matches(':focus-within')) panel.focus({ preventScroll: true });
    composer.element.hidden = isHeld;
    log.element.hidden = !!life?.covers();
  }

  panel.lang = language;
  for (const old of [...panel.children]) if (old !== composer.element) old.remove();
  if (!composer.element.isConnected) panel.append(composer.element);
  composer.element.before(...header.elements, log.element, element);

  return {
    focus: composer.focus,
    attach: composer.attach,
    begin: composer.begin,
    shown() {
      composer.fit();
      log.toEnd();
    },
    render() {
      const conversation = model.conversation();
      const name = conversation?.agent?.name ?? t('log.agent');
      header.render(model);
      renderLife();
      log.render({
        lines: buildLines({ messages: model.messages(), entries: model.outbox.list(), conversation, progress: attachments.progress }, dates, t),
        // Without a link there is nothing to wait for: an empty chat can be written into at once.
        ready: model.ready() || model.link().failures > 0,
        hasOlder: model.hasOlder(),
        typing: model.agentTyping() ? t('log.typing', { name }) : '',
        note: noteOf(state, t),
        hint: t(isAttended(model) ? 'log.greetingHint' : 'log.greetingAway'),
      });
    },
    destroy() {
      isGone = true;
      life?.destroy();
      log.destroy();
    },
  };
};
