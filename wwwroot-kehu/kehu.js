/// <reference path="./src/types/parts.d.ts" />
/*
 * What a site embeds: the round button, the frame of the panel and the queue of commands. The chat is loaded when it
 * is first wanted. A guest on the page: no style leaves its shadow root, no fault reaches the page, and `window.Kefu`
 * is its only name.
 */
{
  /** @param {(...values: any[]) => void} run */
  const guarded = (run) => (/** @type {any[]} */ ...values) => {
    try {
      run(...values);
    } catch (fault) {
      console.warn('Kefu:', fault);
    }
  };

  /** Of each site, written here by the server as it serves this file. @type {Record<string, Settings>} */
  const sites = /** @type {any} */ ('KEFU_SETTINGS');

  // All within the shadow root inherits these. The accent's own colours come with the settings; sizes and colours that only the chat has are
  // the chat's. The button's are first: a page pays for them that is never asked anything.
  const tokens = `--round:99px;--motion:160ms ease-out;--font:system-ui,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;
--strong:600 12px/16px var(--font)`;
  const panelTokens = '--radius-card:12px;--body:15px/22px var(--font)';
  const grounds = {
    light: 'color-scheme:light!important;--surface:#fff;--danger:#c92a2a;--shadow-small:0 4px 14px #0f172a38;',
    dark: 'color-scheme:dark!important;--surface:#151a25;--danger:#ff8787;--shadow-small:0 4px 14px #0008;',
  };
  const panelGrounds = {
    light: '--raised:#f1f4f9;--line:#e3e8ef;--text:#172033;--shadow:0 12px 40px #0f172a2e,0 2px 8px #0f172a14;--page:#eef1f6',
    dark: '--raised:#242c3b;--line:#2b3445;--text:#e8ecf4;--shadow:0 12px 40px #000a,0 0 0 1px #fff1;--page:#0c1018',
  };

  /** On the ground that is chosen, or the one that the customer's system has. @param {Settings} settings @param {(name: 'light' | 'dark') => string} ground */
  const themed = ({ theme }, ground) =>
    `:host{${ground(theme === 'dark' ? theme : 'light')}}${theme === 'auto' ? `@media(prefers-color-scheme:dark){:host{${ground('dark')}}}` : ''}`;

  /** @param {Settings} settings @param {number} above  That lower edge, in pixels. */
  const place = ({ side, side_offset: offset, bottom_offset: bottom }, above) =>
    `position:fixed;${side}:calc(${offset}px + env(safe-area-inset-${side}));bottom:calc(${bottom + above}px + env(safe-area-inset-bottom));z-index:2147483000;`;

  /** What every page pays for that has the button. @param {Settings} settings */
  const launcherStyles = (settings) => `:host{all:initial!important;display:contents!important;direction:ltr!important;${tokens}}
${themed(settings, (name) => grounds[name]
    + Object.entries(settings[name]).map(([token, color]) => `--${token.replace('_', '-')}:${color}`).join(';'))}*{box-sizing:border-box;margin:0}
button{font:inherit;color:inherit;background:none;border:0;padding:0;cursor:pointer}
:focus-visible{outline:2px solid var(--accent-text);outline-offset:2px}
[hidden]{display:none!important}
.launcher{${place(settings, 0)}min-width:56px;height:56px;display:flex;align-items:center;justify-content:center;border-radius:var(--round);background:var(--accent);
color:var(--on-accent);box-shadow:var(--shadow-small);transition:transform var(--motion)}
.launcher:hover{background:var(--accent-strong);transform:scale(1.05)}
.launcher svg{width:28px;margin:0 14px;fill:none;stroke:currentColor;stroke-width:2;stroke-linecap:round;stroke-linejoin:round}
path{transition:opacity var(--motion)}
.label{margin-inline:-6px 20px;font:600 15px/22px var(--font);white-space:nowrap}
[aria-expanded=false] .down,[aria-expanded=true] .talk{opacity:0}
.badge{position:absolute;top:-4px;inset-inline-end:-4px;min-width:20px;padding:2px 6px;border-radius:var(--round);
background:var(--danger);color:var(--surface);font:var(--strong);box-shadow:0 0 0 2px var(--surface)}
@media(prefers-reduced-motion:reduce){*{animation:none!important;transition:none!important}}`;

  /** What the panel adds to that when it is first wanted. @param {Settings} settings */
  const panelStyles = (settings) => `:host{${panelTokens}}${themed(settings, (name) => panelGrounds[name])}.panel{${place(settings, 68)}width:380px;height:640px;max-width:calc(100vw - ${2 * settings.side_offset}px);max-height:calc(100dvh - ${settings.bottom_offset + 88}px);display:flex;flex-direction:column;font:var(--body);color:var(--text);
overflow:hidden;outline:0;background:var(--surface);border-radius:var(--radius-card);box-shadow:var(--shadow);animation:rise var(--motion)}
.page{position:fixed;inset:0;background:var(--page)}
.page .panel{inset:0;margin:auto;width:720px;max-width:100%;height:860px;max-height:calc(100dvh - 48px);animation:none}
.skeleton{flex:1;display:flex;flex-direction:column;justify-content:flex-end;gap:12px;padding:16px}
.panel>.skeleton{margin:64px 0 65px;border-top:1px solid var(--line)}
.skeleton i{height:40px;width:56%;border-radius:var(--radius-card);background:var(--raised);animation:pulse 1.4s infinite}
.skeleton i:nth-child(2n){width:42%;align-self:flex-end}
.failure{margin:auto;padding:12px;color:var(--accent-text)}
@keyframes rise{from{opacity:0;transform:translateY(8px)}}
@keyframes pulse{50%{opacity:.5}}
@media(max-width:480px){.panel,.page .panel{inset:0;margin:0;width:100%;height:100dvh;max-width:none;max-height:none;border-radius:0}
.launcher[aria-expanded=true]{display:none}}`;

  const words = {
    'zh-CN': { name: '在线客服', open: '打开在线客服', close: '收起在线客服', unread: '条未读消息', failed: '未能加载，点按重试' },
    en: { name: 'Chat', open: 'Open chat', close: 'Close chat', unread: 'unread', failed: 'Could not load. Tap to retry.' },
  };

  guarded(() => {
    /** @type {any} */
    const page = window;
    // A page that embeds it twice has one.
    if (page.Kefu?.isLoaded) return;
    const script = /** @type {HTMLScriptElement} */ (document.currentScript);
    const { src, dataset: { site = 'default', mode, sendKey } } = script;
    const isPage = mode === 'page';
    const settings = Object.hasOwn(sites, site) ? sites[site] : sites.default;

    const keys = `kefu:${site}:`;
    /** @type {AbortController | undefined} */
    let end;

    /** @param {string} key */
    function stored(key) {
      try {
        return JSON.parse(localStorage.getItem(keys + key) ?? 'null');
      } catch {
        return null;
      }
    }

    /** @param {Node} parent @param {string} tag @param {Record<string, string>} attributes @returns {any} */
    function add(parent, tag, attributes, space = 'http://www.w3.org/1999/xhtml') {
      const element = document.createElementNS(space, tag);
      for (const name of Object.keys(attributes)) element.setAttribute(name, attributes[name]);
      return parent.appendChild(element);
    }

    /** @param {(settings: Settings) => string} styles */
    function adopt(styles) {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(styles(settings));
      shadow.adoptedStyleSheets.push(sheet);
    }

    /** @type {Language} */
    let language = /^zh/i.test(navigator.language) ? 'zh-CN' : 'en';
    let isOpen = isPage;
    let unread = 0;
    let isLoading = false;
    /** @type {Chat | undefined} */
    let chat;
    /** Which chat is the one of now. */
    let life = 0;
    /** Who the page says that the customer is. @type {any} */
    let user;
    /** Texts that came before the chat. @type {string[]} */
    const unsent = [];
    /** What the page wants to hear of. @type {Map<string, ((value?: any) => void)[]>} */
    const listeners = new Map();
    /** @param {string} event @param {any} [value] */
    const tell = (event, value) => listeners.get(event)?.forEach((run) => guarded(run)(value));

    // A name of its own: no rule of the page for `div` reaches it.
    const host = document.createElement('kefu-chat');
    const shadow = host.attachShadow({ mode: 'open' });
    adopt(launcherStyles);
    const root = add(shadow, 'div', { class: mode ?? '' });
    const panel = add(root, 'section', { class: 'panel', role: isPage ? 'main' : 'dialog', tabindex: '-1' });
    const launcher = add(root, 'button', { class: 'launcher', type: 'button' });
    const svg = 'http://www.w3.org/2000/svg';
    const icon = add(launcher, 'svg', { viewBox: '0 0 24 24', 'aria-hidden': 'true' }, svg);
    add(icon, 'path', { class: 'talk', d: 'M12 4c5 0 8.5 3.1 8.5 7.2S17 18.4 12 18.4c-1 0-2-.1-2.9-.4L4.5 20l1-3.7c-1.3-1.3-2-3.1-2-5.1C3.5 7.1 7 4 12 4zM8.5 11.2h0M12 11.2h0M15.5 11.2h0' }, svg);
    add(icon, 'path', { class: 'down', d: 'M6 9l6 6 6-6' }, svg);
    const label = add(launcher, 'span', { class: 'label', 'aria-hidden': 'true' });
    const badge = add(launcher, 'span', { class: 'badge', 'aria-hidden': 'true' });

    function show() {
      const { name, open, close, unread: unreadWord } = words[language];
      const title = settings.label?.[language];
      label.textContent = title;
      label.hidden = isOpen || !title;
      panel.hidden = !isOpen;
      panel.ariaLabel = name;
      launcher.hidden = isPage;
      launcher.ariaExpanded = `${isOpen}`;
      launcher.ariaLabel = isOpen ? close : (title ?? open) + (unread ? ` (${unread} ${unreadWord})` : '');
      badge.hidden = isOpen || !unread;
      badge.textContent = unread > 99 ? '99+' : unread;
    }

    /** Storage may make a page wait for the disk: it is read when there is time, or need. */
    function remember() {
      const known = stored('language');
      if (!known) return;
      language = known;
      show();
    }

    /** Once, before there is anything of a customer here. */
    function furnish() {
      adopt(panelStyles);
      end = new AbortController();
      // Another tab signed out, or became somebody: what this one shows may be no more for who sits here.
      addEventListener('storage', guarded(({ key, oldValue, newValue }) => {
        if (key !== `${keys}visitor` || !oldValue || oldValue === newValue) return;
        // What was being written here may have been stored after the other tab had forgotten everything.
        if (!newValue) localStorage.removeItem(`${keys}draft`);
        restart();
      }), { signal: end.signal });
    }

    async function load() {
      if (isLoading) return;
      isLoading = true;
      const mine = life;
      const base = new URL('.', src);
      remember();
      if (!shadow.adoptedStyleSheets[1]) furnish();
      panel.replaceChildren();
      const skeleton = add(panel, 'div', { class: 'skeleton' });
      for (let i = 0; i < 5; i++) add(skeleton, 'i', {});
      try {
        // The words are fetched beside the chat that will ask for them, not after it.
        const [{ startChat }] = await Promise.all([
          import(`${base}src/chat.js`),
          import(base + (language === 'en' ? 'src/words-en.js' : 'src/words-zh.js')),
        ]);
        /** @type {ChatParts} */
        const parts = {
          shadow,
          panel,
          server: base.origin,
          site,
          settings,
          themed,
          isPage,
          withControl: sendKey === 'ctrl-enter',
          language,
          isOpen: () => isOpen,
          close: commands.close,
          onUnread(count) {
            if (unread === count) return;
            unread = count;
            show();
            tell('unread', count);
          },
          onMessage: ({ id, content, from_name: from, timestamp }) => tell('message', { id, content, from, timestamp }),
          onLanguage(next) {
            language = next;
            show();
          },
          onBlocked: commands.destroy,
        };
        const started = /** @type {Chat} */ (await startChat(parts));
        if (!host.isConnected || mine !== life) return started.destroy();
        chat = started;
        if (isOpen) started.opened();
        tell('ready');
        if (user) started.identify(user);
        for (const text of unsent.splice(0)) started.send(text);
      } catch {
        if (mine !== life) return;
        isLoading = false;
        panel.replaceChildren();
        const retry = add(panel, 'button', { class: 'failure' });
        retry.textContent = words[language].failed;
        retry.onclick = load;
      }
    }

    /** The customer is another: nothing of the one before is left on the page, and it begins anew where it is in sight. */
    function restart() {
      life++;
      chat?.destroy();
      chat = user = undefined;
      isLoading = false;
      unsent.length = 0;
      panel.replaceChildren();
      if (unread) tell('unread', (unread = 0));
      show();
      if (isOpen || stored('visitor')) load();
    }

    /** @type {Record<string, (...values: any[]) => void>} */
    const commands = {
      open() {
        if (isOpen) return;
        isOpen = true;
        show();
        load();
        panel.focus({ preventScroll: true });
        chat?.opened();
        tell('open');
      },
      close() {
        if (!isOpen || isPage) return;
        isOpen = false;
        show();
        chat?.closed();
        launcher.focus({ preventScroll: true });
        tell('close');
      },
      toggle() {
        commands[isOpen ? 'close' : 'open']();
      },
      send(text) {
        if (chat) chat.send(text);
        else unsent.push(text);
        load();
      },
      identify(who) {
        const known = stored('user');
        if (known && who.external_id && known !== `${who.external_id}`) commands.reset();
        user = who;
        chat?.identify(who);
      },
      reset() {
        // What the chat still has to put away is put away before it is forgotten.
        chat?.destroy();
        chat = undefined;
        try {
          // Sorted, the visitor is the last: a tab that hears of that knows of the rest, and puts nothing back.
          for (const key of Object.keys(localStorage).sort()) if (key.startsWith(keys) && !/:(language|sound)$/.test(key)) localStorage.removeItem(key);
          // Files that were not sent yet. Every tab lets go of them.
          indexedDB.deleteDatabase(`kefu:${site}`);
        } catch {
          // Forbidden: then nothing was kept.
        }
        restart();
      },
      on(event, run) {
        listeners.set(event, [...(listeners.get(event) ?? []), run]);
        if (event === 'ready' && chat) guarded(run)();
      },
      destroy() {
        end?.abort();
        host.remove();
        chat?.destroy();
        delete page.Kefu;
      },
    };

    launcher.onclick = guarded(commands.toggle);
    panel.onkeydown = guarded((event) => event.key === 'Escape' && !event.isComposing && commands.close());
    show();
    // Not in the body: pages replace that, or move it by a transform.
    document.documentElement.append(host);

    const queue = page.Kefu?.q ?? [];
    page.Kefu = guarded((name, ...values) => commands[name]?.(...values));
    page.Kefu.isLoaded = true;
    for (let i = 0; i < queue.length; i++) page.Kefu(...queue[i]);
    // An address that asks for it has the installation looked at.
    if (/[?&]kefu-doctor\b/.test(location.search)) import(`${new URL('doctor.js', src)}`);
    if (isPage) load();
    // Who is known may have messages waiting; anyone else costs nothing until the first opening.
    else (page.requestIdleCallback ?? page.setTimeout)(() => stored('visitor') ? load() : remember());
  })();
}
