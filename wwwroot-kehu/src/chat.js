/// <reference path="./types/parts.d.ts" />
import { createAttachments } from './attachments.js';
import { createStore, guarded, systemClock as clock, warn } from './browser.js';
import { colorsOf } from './colors.js';
import { createConnection } from './connection.js';
import { createFullScreen } from './full-screen.js';
import { isSoundOn } from './header-view.js';
import { loadWords } from './i18n.js';
import { createModel } from './model.js';
import { createArrivals, createBell, createTitleBadge } from './notices.js';
import { createPageReport } from './page-report.js';
import { createSiteUser } from './site-user.js';
import { styles } from './styles.js';
import { createView } from './view.js';
import { createFirstVisit, createIdentity, createWhoAmI } from './visitor.js';

/** How often "3 minutes ago" is put right. */
const TICK_MS = 30_000;

/**
 * 24 characters, never met twice. The time comes first, so that what is sent now lies together in the store's index.
 * `randomUUID` is only for pages with TLS.
 */
const newId = () => [...crypto.getRandomValues(new Uint8Array(6))].reduce(
  (id, byte) => id + byte.toString(16).padStart(2, '0'), Date.now().toString(16).padStart(12, '0'));

/**
 * Puts the chat together and into the launcher's panel. The one module that knows all others.
 * @type {(parts: ChatParts) => Promise<Chat>}
 */
export const startChat = async ({ shadow, panel, server, site, settings, themed, isPage, withControl, language, isOpen, field, ...launcher }) => {
  const keys = `kefu:${site}:`;
  const store = createStore(site, () => localStorage);
  const identity = createIdentity(store);
  const end = new AbortController();
  const setFullScreen = createFullScreen(shadow, panel, end.signal);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(themed(settings, (ground) => colorsOf(settings, ground)) + styles);
  shadow.adoptedStyleSheets = [...shadow.adoptedStyleSheets, sheet];

  /** @type {View} */
  let view;
  /** @type {Connection} */
  let connection;
  /** @type {SiteUser | undefined} */
  let user;
  let isDrawing = false;
  let unread = 0;

  const isReading = () => isOpen() && document.visibilityState === 'visible' && document.hasFocus();
  const badge = createTitleBadge(document);
  // Before the customer has touched the page browsers let nothing sound, and would make up for it all at once later.
  const bell = createBell(() => (navigator.userActivation?.hasBeenActive === false ? undefined : new AudioContext()));

  const draw = guarded(() => {
    isDrawing = false;
    view.render();
    if (unread !== model.unread()) launcher.onUnread((unread = model.unread()));
    badge(model.unread(), document.visibilityState === 'hidden');
    arrivals();
  });

  const ring = guarded(bell.ring);

  /** Rings for what nobody has before their eyes, in one tab of several. @param {Message} message */
  function arrived(message) {
    const { id, content, from_name: from, timestamp } = message;
    launcher.tell('message', { id, content, from, timestamp });
    if (isReading() || !isSoundOn(store) || store.get('rung') === message.id) return;
    store.set('rung', message.id);
    ring();
  }

  /** Many changes in one go are drawn once. */
  function changed() {
    if (isDrawing || !view) return;
    isDrawing = true;
    queueMicrotask(draw);
  }

  const attachments = createAttachments({
    shadow, server, site, identity, clock, newId, model: () => model, onChange: changed,
  });

  /** @type {Model} */
  const model = createModel({
    store,
    clock,
    tab: newId(),
    newId,
    link: { send: (frame) => connection.send(frame), probe: () => connection.probe() },
    files: attachments,
    preview: settings.typing_preview,
    isReading,
    onChange: changed,
  });

  const arrivals = createArrivals({ model, onArrived: arrived });

  const pages = createPageReport({ page: window, clock, send: (frame) => connection.send(frame), signal: end.signal });

  /** @param {any} frame */
  function receive(frame) {
    const { type, user_id: id } = frame;
    if (type === 'identified') {
      identity.save({ id, token: frame.visitor_token });
      user?.became(id);
      return connection.restart();
    }
    model.receive(frame);
    if (type === 'welcome') {
      pages.again();
      user?.connected(id);
    }
    if (type === 'error') {
      user?.refused(frame);
      if (frame.code === 'unauthenticated') connection.restart();
    }
  }

  connection = createConnection({
    url: `${server.replace(/^http/, 'ws')}/ws`,
    identity,
    whoAmI: createWhoAmI(server, (url, options) => fetch(url, options), clock),
    firstVisit: createFirstVisit(navigator.locks, `${keys}first-visit`, identity),
    WebSocket,
    async openStream(visitor, openSocket) {
      const { openStream } = await import('./stream.js');
      return openStream({ server, visitor, openSocket, fetch: (url, options) => fetch(url, options), clock });
    },
    clock,
    onFrame: receive,
    onPhase(phase, failures) {
      model.entered(phase, failures);
      if (phase === 'blocked') launcher.onBlocked();
    },
  });

  /** @param {Language} next @param {HTMLTextAreaElement} [standing]  The field that one writes in already. */
  async function speak(next, standing) {
    const t = await loadWords(next, settings);
    view?.destroy();
    view = createView({
      panel, model, attachments, settings, server, t, language: next, store, clock, picture: settings.avatar_url && server + settings.avatar_url, canClose: !isPage, withControl, field: standing, pressed: launcher.pressed, preview: settings.typing_preview, onClose: launcher.close,
      token: () => identity.current()?.token,
      onChange: changed,
      onReconnect: connection.wake,
      onSound() {
        store.set('sound', isSoundOn(store) ? false : null);
        if (isSoundOn(store)) ring();
        changed();
      },
      async onLanguage() {
        const other = next === 'en' ? 'zh-CN' : 'en';
        await speak(other); // its words may not come: then nothing has changed
        store.set('language', other);
        launcher.onLanguage(other);
        view.focus();
      },
    });
    view.render();
    view.shown();
  }

  /** @param {EventTarget} target @param {string} types @param {(event: any) => void} run */
  function listen(target, types, run) {
    for (const type of types.split(' ')) target.addEventListener(type, guarded(run), { signal: end.signal });
  }

  function wake() {
    if (document.visibilityState === 'visible') {
      connection.wake();
      pages.again();
    }
    model.attend();
    changed(); // the title's count goes when one looks
  }

  function tick() {
    if (isOpen()) changed();
    timer = clock.setTimeout(tick, TICK_MS);
  }

  // Another tab signed out, or became somebody: what this one shows may be no more for who sits here.
  listen(window, 'storage', ({ key, oldValue, newValue }) => {
    if (key !== `${keys}visitor` || !oldValue || oldValue === newValue) return;
    // What was being written here may have been stored after the other tab had forgotten everything.
    if (!newValue) store.set('draft', null);
    launcher.onSignOut();
  });
  await speak(language, field);
  view.begin();
  let timer = clock.setTimeout(tick, TICK_MS);
  listen(window, 'online pageshow', wake);
  listen(document, 'visibilitychange', wake);
  listen(window, 'focus offline', model.attend);
  listen(window, 'pagehide', model.outbox.release);
  listen(window, 'storage', ({ key }) => key?.startsWith(`${keys}outbox.`) && model.outbox.changedElsewhere());
  // Files may be dropped anywhere on the chat. What else is dragged is the browser's own affair.
  listen(panel, 'dragover drop', (event) => {
    if (!event.dataTransfer.types.includes('Files')) return;
    event.preventDefault();
    if (event.type === 'drop') view.attach(event.dataTransfer.files);
  });
  listen(panel, 'dragover dragleave drop', ({ type, dataTransfer }) =>
    panel.classList.toggle('dropping', type === 'dragover' && dataTransfer.types.includes('Files')));
  connection.start();

  return {
    opened() {
      setFullScreen(true);
      view.shown();
      // On a touch screen the keyboard would cover what the customer came to read.
      if (matchMedia('(pointer: fine)').matches) view.focus();
      model.attend();
    },
    closed: () => setFullScreen(false),
    send(text) {
      if (`${text}`.trim()) model.outbox.add(`${text}`.trim().slice(0, 4000));
    },
    identify(who) {
      user ??= createSiteUser({ store, send: connection.send, warn });
      user.identify(who, model.me());
    },
    destroy() {
      connection.stop();
      attachments.destroy();
      badge(0, false);
      bell.close();
      model.outbox.release();
      setFullScreen(false);
      end.abort();
      clock.clearTimeout(timer);
      view.destroy();
      shadow.adoptedStyleSheets = shadow.adoptedStyleSheets.filter((one) => one !== sheet);
    },
  };
};
