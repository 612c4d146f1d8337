/**
 * What a site embeds: the round button, the frame of the panel, and the queue of commands. The chat itself is loaded
 * when it is first wanted. One classic script that needs nothing else before it draws, and a guest: no style leaves
 * its shadow root, no fault of its reaches the page, `window.Kefu` is its only name.
 */
(() => {
  'use strict';

  const script = /** @type {HTMLScriptElement | null} */ (document.currentScript);
  /** @type {any} */
  const page = window;
  if (!script || page.Kefu?.destroyable) return;

  // The one place that names colours and sizes; everything inside the shadow root inherits them.
  const tokens = `
:host{all:initial!important;color-scheme:light dark;
--surface:#fff;--raised:#f1f4f9;--hover:#e7ebf2;--line:#e3e8ef;--control:#8391a7;--text:#172033;--muted:#5a687d;
--accent:#3b5bdb;--accent-strong:#3451c7;--on-accent:#fff;--accent-soft:#edf1ff;--success:#2b8a3e;
--warning:#8a4b08;--warning-soft:#fff4e0;--danger:#c92a2a;
--shadow:0 12px 40px rgb(15 23 42/.18),0 2px 8px rgb(15 23 42/.08);--shadow-small:0 4px 14px rgb(15 23 42/.22);
--radius:6px;--radius-card:12px;--radius-full:999px;--motion:160ms ease-out;
--body:15px/22px;--caption:12px/16px;--title:16px/22px;--input:16px/22px;
--font:system-ui,-apple-system,"Segoe UI",Roboto,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif}
@media(prefers-color-scheme:dark){:host{
--surface:#151a25;--raised:#242c3b;--hover:#303a4d;--line:#2b3445;--control:#6b7a93;--text:#e8ecf4;--muted:#9fabbe;
--accent:#748ffc;--accent-strong:#8ba2fd;--on-accent:#0d1428;--accent-soft:#222c4d;--success:#69db7c;
--warning:#ffc078;--warning-soft:#3a2d17;--danger:#ff8787;
--shadow:0 12px 40px rgb(0 0 0/.55),0 0 0 1px rgb(255 255 255/.06);--shadow-small:0 4px 14px rgb(0 0 0/.5)}}`;

  const styles = `
*{box-sizing:border-box;margin:0}
button{font:inherit;color:inherit;background:none;border:0;padding:0;cursor:pointer}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
[hidden]{display:none!important}
.launcher,.panel{position:fixed;right:20px;z-index:2147483000;font:var(--body) var(--font);color:var(--text)}
.launcher{bottom:20px;bottom:calc(20px + env(safe-area-inset-bottom));width:56px;height:56px;display:grid;
place-items:center;border-radius:var(--radius-full);background:var(--accent);color:var(--on-accent);
box-shadow:var(--shadow-small);transition:transform var(--motion)}
.launcher:hover{background:var(--accent-strong);transform:scale(1.05)}
.launcher:active{transform:scale(.96)}
.launcher svg{width:28px;height:28px;grid-area:1/1;transition:opacity var(--motion),transform var(--motion)}
.launcher[aria-expanded=false] .down,.launcher[aria-expanded=true] .talk{opacity:0;transform:scale(.5)}
.badge{position:absolute;top:-4px;right:-4px;min-width:20px;height:20px;padding:0 6px;border-radius:var(--radius-full);
background:var(--danger);color:var(--surface);font:600 var(--caption) var(--font);line-height:20px;text-align:center;
box-shadow:0 0 0 2px var(--surface)}
.panel{bottom:88px;bottom:calc(88px + env(safe-area-inset-bottom));width:380px;height:640px;
max-height:calc(100vh - 108px);max-height:calc(100dvh - 108px);display:flex;flex-direction:column;overflow:hidden;
background:var(--surface);border-radius:var(--radius-card);box-shadow:var(--shadow);animation:rise var(--motion)}
.panel:focus{outline:0}
.page .panel{inset:0;margin:auto;bottom:0;max-width:100%;width:720px;height:min(860px,100dvh - 48px);max-height:none;
animation:none}
.skeleton{flex:1;display:flex;flex-direction:column;justify-content:flex-end;gap:12px;padding:16px}
.skeleton i{height:40px;width:56%;border-radius:var(--radius-card);background:var(--raised);animation:pulse 1.4s infinite}
.skeleton i:nth-child(2n){width:42%;align-self:flex-end}
.skeleton i:first-child{height:40px;width:40px;border-radius:var(--radius-full);margin-bottom:auto}
.skeleton i:last-child{width:100%;height:48px}
.failure{margin:auto;padding:12px 20px;color:var(--accent)}
@keyframes rise{from{opacity:0;transform:translateY(8px)}}
@keyframes pulse{50%{opacity:.5}}
@media(max-width:480px){.panel,.page .panel{inset:0;margin:0;width:100%;height:100vh;height:100dvh;max-height:none;
border-radius:0}.launcher[aria-expanded=true]{display:none}}
@media(prefers-reduced-motion:reduce){*{animation:none!important;transition:none!important}}`;

  const words = {
    'zh-CN': { open: '打开在线客服', close: '收起在线客服', unread: '条未读消息', failed: '未能加载，点按重试' },
    en: { open: 'Open chat', close: 'Close chat', unread: 'unread', failed: 'Could not load. Tap to retry.' },
  };

  const site = script.dataset.site || 'default';
  const isPage = script.dataset.mode === 'page';
  const base = new URL('.', script.src).href;

  /** @param {string} key */
  function stored(key) {
    try {
      return JSON.parse(localStorage.getItem(`kefu:${site}:${key}`) ?? 'null');
    } catch {
      return null;
    }
  }

  /** @template {any[]} A @param {(...args: A) => void} run @returns {(...args: A) => void} */
  const guarded = (run) => (...args) => {
    try {
      run(...args);
    } catch (fault) {
      console.warn('Kefu:', fault);
    }
  };

  /** @template {keyof HTMLElementTagNameMap} K @param {K} tag @param {string} name @param {ParentNode} parent */
  function add(tag, name, parent) {
    const element = document.createElement(tag);
    element.className = name;
    parent.append(element);
    return element;
  }

  /** @param {string} name @param {string} path */
  function addIcon(name, path) {
    const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    const shape = document.createElementNS(svg.namespaceURI, 'path');
    const attributes = { class: name, viewBox: '0 0 24 24', fill: 'none', stroke: 'currentColor', 'stroke-width': '2',
      'stroke-linecap': 'round', 'stroke-linejoin': 'round', 'aria-hidden': 'true' };
    for (const [key, value] of Object.entries(attributes)) svg.setAttribute(key, value);
    shape.setAttribute('d', path);
    svg.append(shape);
    launcher.append(svg);
  }

  /** @type {'zh-CN' | 'en'} */
  let language = stored('language') || (/^zh/i.test(navigator.language) ? 'zh-CN' : 'en');
  let isOpen = isPage;
  let unread = 0;
  /** @type {Promise<any> | null} */
  let loading = null;
  /** @type {any} */
  let chat = null;

  // An element of its own name: a page's rule for `div` does not reach it.
  const host = document.createElement('kefu-chat');
  const shadow = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(tokens + styles);
  shadow.adoptedStyleSheets = [sheet];
  const root = add('div', isPage ? 'page' : '', shadow);
  const panel = add('section', 'panel', root);
  const launcher = add('button', 'launcher', root);
  addIcon('talk', 'M12 4c5 0 8.5 3.1 8.5 7.2S17 18.4 12 18.4c-1 0-2-.1-2.9-.4L4.5 20l1-3.7c-1.3-1.3-2-3.1-2-5.1C3.5 7.1 7 4 12 4zM8.5 11.2h.01M12 11.2h.01M15.5 11.2h.01');
  addIcon('down', 'M6 9l6 6 6-6');
  const badge = add('span', 'badge', launcher);
  badge.setAttribute('aria-hidden', 'true');
  panel.setAttribute('role', isPage ? 'main' : 'dialog');
  panel.tabIndex = -1;
  panel.hidden = !isOpen;
  launcher.hidden = isPage;
  launcher.type = 'button';

  function label() {
    const { open, close, unread: unreadWord } = words[language];
    panel.setAttribute('aria-label', open.slice(language === 'en' ? 5 : 2));
    launcher.setAttribute('aria-expanded', String(isOpen));
    launcher.setAttribute('aria-label', isOpen ? close : open + (unread ? ` (${unread} ${unreadWord})` : ''));
    badge.hidden = isOpen || !unread;
    badge.textContent = unread > 99 ? '99+' : String(unread);
  }

  function drawSkeleton() {
    panel.replaceChildren();
    const skeleton = add('div', 'skeleton', panel);
    for (let i = 0; i < 6; i++) add('i', '', skeleton);
  }

  function drawFailure() {
    panel.replaceChildren();
    const retry = add('button', 'failure', panel);
    retry.textContent = words[language].failed;
    retry.onclick = guarded(load);
  }

  const hooks = {
    isOpen: () => isOpen,
    close,
    /** @param {number} count */
    onUnread(count) {
      unread = count;
      label();
    },
    /** @param {'zh-CN' | 'en'} next */
    onLanguage(next) {
      language = next;
      label();
    },
    onBlocked: destroy,
  };

  function load() {
    if (loading) return;
    drawSkeleton();
    loading = import(`${base}src/chat.js`)
      .then(({ startChat }) => startChat({ shadow, panel, server: new URL(base).origin, site, isPage, language, ...hooks }))
      .then((started) => {
        chat = started;
        if (!host.isConnected) return chat.destroy();
        if (isOpen) chat.opened();
        for (const text of unsent.splice(0)) chat.send(text);
      })
      .catch(() => {
        loading = null;
        drawFailure();
      });
  }

  /** Texts that came before the chat. @type {string[]} */
  const unsent = [];

  function open() {
    if (isOpen) return;
    isOpen = true;
    panel.hidden = false;
    label();
    load();
    panel.focus({ preventScroll: true });
    chat?.opened();
  }

  function close() {
    if (!isOpen || isPage) return;
    isOpen = false;
    panel.hidden = true;
    label();
    chat?.closed();
    launcher.focus({ preventScroll: true });
  }

  /** @param {string} text */
  function send(text) {
    if (chat) chat.send(text);
    else unsent.push(text);
    load();
  }

  function destroy() {
    host.remove();
    chat?.destroy();
    delete page.Kefu;
  }

  /** @type {Record<string, (value: any) => void>} */
  const commands = { open, close, send, destroy, toggle: () => (isOpen ? close() : open()) };
  const queue = page.Kefu?.q ?? [];
  page.Kefu = guarded((/** @type {string} */ name, /** @type {any} */ value) => {
    if (Object.hasOwn(commands, name)) commands[name](value);
  });
  page.Kefu.destroyable = true;

  launcher.onclick = guarded(() => (isOpen ? close() : open()));
  panel.onkeydown = guarded((/** @type {KeyboardEvent} */ event) => {
    if (event.key === 'Escape' && !event.isComposing) close();
  });

  const appear = guarded(() => {
    document.body.append(host);
    label();
    for (let i = 0; i < queue.length; i++) page.Kefu(queue[i][0], queue[i][1]);
    if (isPage) load();
    // A customer who is known may have messages waiting; anyone else costs nothing until the first opening.
    else if (stored('visitor')) (page.requestIdleCallback ?? ((/** @type {() => void} */ run) => setTimeout(run, 2000)))(load);
  });
  if (document.body) appear();
  else document.addEventListener('DOMContentLoaded', appear, { once: true });
})();
