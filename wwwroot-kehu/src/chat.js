import { guarded, systemClock as clock } from './clock.js';
import { createConnection } from './connection.js';
import { createFirstVisit } from './first-visit.js';
import { createFullScreen } from './full-screen.js';
import { loadWords, otherLanguage } from './i18n.js';
import { createModel } from './model.js';
import { createIdentity, createStore } from './storage.js';
import { styles } from './styles.js';
import { createView } from './view.js';
import { createWhoAmI } from './who-am-i.js';

/** @import { Language } from './types.js' */

/** How often "3 minutes ago" is put right. */
const TICK_MS = 30_000;

/** @returns {string} 22 characters, not to be met twice. Pages without TLS have no `randomUUID`. */
const newId = () => Array.from(crypto.getRandomValues(new Uint8Array(11)), (b) => b.toString(16).padStart(2, '0')).join('');

/**
 * Puts the chat together and into the launcher's panel. The one module that knows all others.
 * @param {object} parts
 * @param {ShadowRoot} parts.shadow
 * @param {HTMLElement} parts.panel
 * @param {string} parts.server  Origin, without a slash at the end.
 * @param {string} parts.site
 * @param {boolean} parts.isPage  Whether the panel is the page: then it cannot be closed.
 * @param {Language} parts.language
 * @param {() => boolean} parts.isOpen
 * @param {() => void} parts.close
 * @param {(count: number) => void} parts.onUnread
 * @param {(language: Language) => void} parts.onLanguage
 * @param {() => void} parts.onBlocked
 */
export async function startChat({ shadow, panel, server, site, isPage, language, isOpen, close, onUnread, onLanguage, onBlocked }) {
  const store = createStore(site, () => localStorage);
  const identity = createIdentity(store);
  const fullScreen = createFullScreen(panel, shadow);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  shadow.adoptedStyleSheets = [...shadow.adoptedStyleSheets, sheet];

  /** @type {ReturnType<typeof createView>} */
  let view;
  let isDrawing = false;
  let unread = 0;

  const draw = guarded(() => {
    isDrawing = false;
    view.render();
    if (model.unread() !== unread) onUnread((unread = model.unread()));
  });

  /** Many changes in one go are drawn once. */
  function changed() {
    if (isDrawing || !view) return;
    isDrawing = true;
    queueMicrotask(draw);
  }

  const connection = createConnection({
    url: `${server.replace(/^http/, 'ws')}/ws`,
    identity,
    whoAmI: createWhoAmI({ server, fetch: (address, options) => fetch(address, options), clock }),
    firstVisit: createFirstVisit(navigator.locks, `kefu:${site}:first-visit`, identity),
    WebSocket,
    clock,
    onFrame: (frame) => model.receive(frame),
    onPhase(phase, failures) {
      model.entered(phase, failures);
      if (phase === 'blocked') onBlocked();
    },
  });

  const model = createModel({
    store,
    clock,
    tab: newId(),
    newId,
    link: connection,
    isReading: () => isOpen() && document.visibilityState === 'visible' && document.hasFocus(),
    onChange: changed,
  });

  /** @param {Language} next */
  async function speak(next) {
    const t = await loadWords(next);
    view?.destroy();
    language = next;
    view = createView({
      panel, model, t, language, store, clock, canClose: !isPage, onClose: close,
      onLanguage: () => void switchLanguage(),
      onReconnect: connection.wake,
    });
    view.render();
    view.shown();
  }

  async function switchLanguage() {
    await speak(otherLanguage(language));
    store.set('language', language);
    onLanguage(language);
    view.focus();
  }

  const leave = new AbortController();
  /** @param {EventTarget} target @param {string[]} types @param {(event: any) => void} run */
  function listen(target, types, run) {
    for (const type of types) target.addEventListener(type, guarded(run), { signal: leave.signal });
  }

  function woke() {
    if (document.visibilityState === 'hidden') return;
    connection.wake();
    model.attend();
  }

  await speak(language);
  listen(window, ['online', 'pageshow'], woke);
  listen(document, ['visibilitychange'], woke);
  listen(window, ['focus', 'offline'], model.attend);
  listen(window, ['pagehide'], model.outbox.release);
  listen(window, ['storage'], ({ key }) => key?.startsWith(`kefu:${site}:outbox.`) && model.outbox.changedElsewhere());
  // Outside the shadow root a key looks as if pressed on no field, and would set off the page's shortcuts.
  listen(panel, ['keydown', 'keypress', 'keyup'], (event) => event.stopPropagation());
  let tick = clock.setTimeout(function again() {
    if (isOpen()) changed();
    tick = clock.setTimeout(again, TICK_MS);
  }, TICK_MS);
  connection.start();

  return {
    opened() {
      fullScreen.set(true);
      view.shown();
      // On a touch screen the keyboard would cover what the customer came to read.
      if (matchMedia('(pointer: fine)').matches) view.focus();
      model.attend();
    },
    closed: () => fullScreen.set(false),
    /** @param {string} text */
    send(text) {
      if (typeof text === 'string' && text.trim()) model.outbox.add(text.trim().slice(0, 4000));
    },
    destroy() {
      connection.stop();
      leave.abort();
      clock.clearTimeout(tick);
      fullScreen.destroy();
      model.outbox.release();
      view.destroy();
    },
  };
}
