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

  // A page that is never asked anything pays for the button alone: what the panel needs is put together when it is first wanted.
  const font = 'system-ui,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif';
  const shadows = { light: '0 4px 14px #0f172a38', dark: '0 4px 14px #0008' };
  const grounds = {
    light: '--surface:#fff;--raised:#f1f4f9;--line:#e3e8ef;--control:#8391a7;--text:#172033;--muted:#5a687d;--shadow:0 12px 40px #0f172a2e,0 2px 8px #0f172a14;--page:#eef1f6;',
    dark: '--surface:#151a25;--raised:#242c3b;--line:#2b3445;--control:#6b7a93;--text:#e8ecf4;--muted:#9fabbe;--shadow:0 12px 40px #000a,0 0 0 1px #fff1;--page:#0c1018;',
  };

  /** On the ground that is chosen, or the one that the customer's system has. @param {Settings} settings @param {(name: 'light' | 'dark') => string} rules */
  const onGround = ({ theme }, rules) =>
    rules(theme === 'dark' ? theme : 'light') + (theme === 'auto' ? `@media(prefers-color-scheme:dark){${rules('dark')}}` : '');

  /** Tokens for all within the shadow root. @param {Settings} settings @param {(name: 'light' | 'dark') => string} ground */
  const themed = (settings, ground) => onGround(settings, (name) => `:host{${ground(name)}}`);

  /** @param {Settings} settings @param {number} above  That lower edge, in pixels. */
  const place = ({ side, side_offset: offset, bottom_offset: bottom }, above) =>
    `position:fixed;${side}:calc(${offset}px + env(safe-area-inset-${side}));bottom:calc(${bottom + above}px + env(safe-area-inset-bottom));z-index:2147483000;`;

  /**
   * What every page pays for that has the button: its colours, and its two signs as shapes: vectors of their own take longer to make.
   * A system with colours of its own takes backgrounds away, and would take the signs as well. @param {Settings} settings
   */
  const launcherStyles = (settings) => `:host{all:initial!important;display:contents!important;direction:ltr!important}
.launcher{${place(settings, 0)}display:flex;align-items:center;min-width:56px;height:56px;margin:0;border:0;padding:0 14px;border-radius:99px;cursor:pointer;outline-offset:2px;forced-color-adjust:none;transition:transform 160ms ease-out}
.launcher:hover{transform:scale(1.05)}
${onGround(settings, (name) => `:host{color-scheme:${name}!important}.launcher{background:${settings[name].accent};color:${settings[name].on_accent};box-shadow:${shadows[name]}}.launcher:hover{background:${settings[name].accent_strong}}.launcher:focus-visible{outline:2px solid ${settings[name].accent_text}}`)}${settings.label ? labelStyles : ''}
.sign{width:28px;height:28px;background:currentColor;clip-path:path(evenodd,"M6.5 18.9A10.2 8.6 0 1 1 10.6 21.2L5.3 23.2zM8 13.1a1.5 1.5 0 1 0 3 0a1.5 1.5 0 1 0-3 0zM12.5 13.1a1.5 1.5 0 1 0 3 0a1.5 1.5 0 1 0-3 0zM17 13.1a1.5 1.5 0 1 0 3 0a1.5 1.5 0 1 0-3 0z")}
[aria-expanded=true] .sign{clip-path:path("M14 19.2 6.2 11.4l1.7-1.7 6.1 6.1 6.1-6.1 1.7 1.7z")}
[hidden]{display:none!important}
@media(prefers-reduced-motion:reduce){*{animation:none!important;transition:none!important}}`;

  const labelStyles = `.label{margin-inline:8px 6px;font:600 15px/22px ${font};white-space:nowrap}`;

  /** What the panel adds to that, as far as it stands before the chat. @param {Settings} settings */
  const furnishedStyles = (settings) => `:host{--font:${font};--radius-card:12px;--body:15px/22px var(--font);--input:16px/22px var(--font)}${themed(settings, (name) => `${grounds[name]}--accent-soft:${settings[name].accent_soft};--accent-text:${settings[name].accent_text}`)}*{box-sizing:border-box;margin:0}
button{font:inherit;color:inherit;background:none;border:0;padding:0;cursor:pointer}
.panel{${place(settings, 68)}width:380px;height:640px;max-width:calc(100vw - ${2 * settings.side_offset}px);max-height:calc(100dvh - ${settings.bottom_offset + 88}px);display:flex;flex-direction:column;font:var(--body);color:var(--text);
overflow:hidden;outline:0;background:var(--surface);border-radius:var(--radius-card);box-shadow:var(--shadow);animation:rise 160ms ease-out}
.page{position:fixed;inset:0;background:var(--page)}
.page .panel{inset:0;margin:auto;width:720px;max-width:100%;height:860px;max-height:calc(100dvh - 48px);animation:none}
.skeleton{flex:1;display:flex;flex-direction:column;justify-content:flex-end;gap:12px;padding:16px}
.panel>.skeleton{margin-top:64px;border-top:1px solid var(--line)}
.skeleton i{height:40px;width:56%;border-radius:var(--radius-card);background:var(--raised);animation:pulse 1.4s infinite}
.skeleton i:nth-child(2n){align-self:flex-end}
.failure{margin:auto;padding:12px;color:var(--accent-text)}
.composer{padding:8px 12px calc(12px + env(safe-area-inset-bottom))}
.box{display:flex;align-items:flex-end;gap:4px;padding:4px;border:1px solid var(--control);border-radius:var(--radius-card)}
.box:focus-within{border-color:var(--accent-text);box-shadow:0 0 0 3px var(--accent-soft)}
.input{flex:1;padding:7px 8px;border:0;outline:0;resize:none;background:none;color:var(--text);font:var(--input)}
.input::placeholder{color:var(--muted);opacity:1}
@keyframes rise{from{opacity:0;transform:translateY(8px)}}
@keyframes pulse{50%{opacity:.5}}
@media(max-width:480px){.panel,.page .panel{inset:0;margin:0;width:100%;height:100dvh;max-width:none;max-height:none;border-radius:0}
.launcher[aria-expanded=true]{display:none}}`;

  const words = {
    'zh-CN': { name: '在线客服', open: '打开在线客服', close: '收起在线客服', unread: '条未读消息', write: '输入消息', failed: '加载失败，重试' },
    en: { name: 'Chat', open: 'Open chat', close: 'Close chat', unread: 'unread', write: 'Write a message', failed: 'Could not load. Retry' },
  };

  guarded(() => {
    /** @type {any} */
    const page = window;
    // A page that embeds it twice has one.
    if (page.Kefu?.isLoaded) return;
    const script = /** @type {HTMLScriptElement} */ (document.currentScript);
    const { src, dataset: { site = 'default', mode, sendKey } } = script;
    const base = new URL('.', src);
    const isPage = mode === 'page';
    const settings = Object.hasOwn(sites, site) ? sites[site] : sites.default;

    const keys = `kefu:${site}:`;
    /** @param {string} key */
    function stored(key) {
      try {
        return JSON.parse(localStorage.getItem(keys + key) ?? 'null');
      } catch {
        return null;
      }
    }

    /** @param {Node} parent @param {string} tag @param {object} properties @returns {any} */
    const add = (parent, tag, properties) => parent.appendChild(Object.assign(document.createElement(tag), properties));

    /** @param {(settings: Settings) => string} styles */
    function adopt(styles) {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(styles(settings));
      shadow.adoptedStyleSheets.push(sheet);
    }

    /** @type {Language} */
    let language = navigator.language.slice(0, 2).toLowerCase() === 'zh' ? 'zh-CN' : 'en';
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
    /** What the page wants to hear of. @type {[string, (value?: any) => void][]} */
    const listeners = [];
    /** @param {string} event @param {any} [value] */
    const tell = (event, value) => listeners.forEach(([heard, run]) => heard === event && guarded(run)(value));

    // A name of its own: no rule of the page for `div` reaches it.
    const host = document.createElement('kefu-chat');
    const shadow = host.attachShadow({ mode: 'open' });
    adopt(launcherStyles);
    const root = isPage ? add(shadow, 'div', { className: mode }) : shadow;
    const launcher = add(root, 'button', { className: 'launcher', type: 'button' });
    add(launcher, 'i', { className: 'sign' });
    const label = settings.label && add(launcher, 'span', { className: 'label', ariaHidden: 'true' });
    // Both are made when a chat is first wanted.
    /** @type {any} */
    let panel;
    /** @type {any} */
    let badge;
    /** Where the panel says that the chat comes, or that it does not. @type {any} */
    let waiting;
    /** One can write from the first moment: the chat takes it over as it stands, with the cursor and a half-written word. @type {any} */
    let field;
    /** The last key in it, while nobody else heard of it. @type {KeyboardEvent | undefined} */
    let pressed;

    function show() {
      const { name, open, close, unread: unreadWord } = words[language];
      const title = settings.label?.[language];
      if (label) {
        label.textContent = title;
        label.hidden = isOpen || !title;
      }
      launcher.hidden = isPage;
      launcher.ariaExpanded = `${isOpen}`;
      launcher.ariaLabel = isOpen ? close : (title ?? open) + (unread ? ` (${unread} ${unreadWord})` : '');
      if (panel) {
        panel.hidden = !isOpen;
        panel.ariaLabel = name;
        badge.hidden = isOpen || !unread;
        badge.textContent = unread > 99 ? '99+' : `${unread}`;
      }
    }

    /** Storage may make a page wait for the disk: it is read after the page was loaded, or when there is need. */
    function remember() {
      const known = stored('language');
      if (!known) return;
      language = known;
      show();
    }

    /** @param {Event} event */
    const apart = (event) => event.stopPropagation();

    /** Once, before there is anything of a customer here. */
    function furnish() {
      adopt(furnishedStyles);
      panel = add(root, 'section', {
        className: 'panel',
        role: isPage ? 'main' : 'dialog',
        tabIndex: -1,
        onkeydown: guarded((event) => {
          event.stopPropagation();
          if (event.key === 'Escape' && !event.isComposing) commands.close();
        }),
        // From outside the shadow root a key looks as if pressed on no field, and would set off the page's shortcuts.
        onkeypress: apart,
        onkeyup: apart,
      });
      root.prepend(panel);
      badge = add(launcher, 'span', { className: 'badge', ariaHidden: 'true' });
      show();
    }

    /** The chat, and beside it the words that it will ask for. @type {Promise<any> | undefined} */
    let fetched;

    /** They come while a pointer is still on its way to a click, or while the panel is made. */
    function fetchParts() {
      remember();
      return (fetched ??= Promise.all(['src/chat.js', language === 'en' ? 'src/words-en.js' : 'src/words-zh.js'].map((part) => import(base + part)))
        .catch(() => (fetched = undefined)));
    }

    async function load() {
      if (isLoading) return;
      isLoading = true;
      const mine = life;
      const fetching = fetchParts();
      if (!panel) furnish();
      waiting ??= add(panel, 'div', { className: 'skeleton' });
      // Who has to fill in a form first does that.
      if (!settings.pre_chat) {
        field ??= add(add(add(panel, 'form', { className: 'composer' }), 'div', { className: 'box' }), 'textarea', {
          className: 'input',
          rows: 1,
          placeholder: words[language].write,
          value: stored('draft') ?? '',
          onkeydown: (/** @type {KeyboardEvent} */ event) => (pressed = event),
        });
      }
      waiting.replaceChildren();
      for (let i = 0; i < 5; i++) add(waiting, 'i', {});
      try {
        const [{ startChat }] = await fetching;
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
          field,
          pressed: () => pressed,
          onUnread(count) {
            unread = count;
            show();
            tell('unread', count);
          },
          tell,
          onLanguage(next) {
            language = next;
            show();
          },
          onBlocked: commands.destroy,
          onSignOut: restart,
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
        waiting.replaceChildren();
        add(waiting, 'button', { className: 'failure', type: 'button', textContent: words[language].failed, onclick: load });
      }
    }

    /** The customer is another: nothing of the one before is left on the page, and it begins anew where it is in sight. */
    function restart() {
      life++;
      chat?.destroy();
      chat = user = waiting = field = pressed = undefined;
      isLoading = false;
      unsent.length = 0;
      panel?.replaceChildren();
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
        // On a touch screen the keyboard would cover what the customer came to read.
        if (matchMedia('(pointer:fine)').matches) field?.focus();
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
        listeners.push([event, run]);
        if (event === 'ready' && chat) guarded(run)();
      },
      destroy() {
        host.remove();
        chat?.destroy();
        delete page.Kefu;
      },
    };

    launcher.onclick = guarded(commands.toggle);
    launcher.onpointerenter = guarded(fetchParts);
    show();
    // Not in the body: pages replace that, or move it by a transform.
    document.documentElement.append(host);

    const queue = page.Kefu?.q ?? [];
    page.Kefu = guarded((name, ...values) => commands[name]?.(...values));
    page.Kefu.isLoaded = true;
    for (let i = 0; i < queue.length; i++) page.Kefu(...queue[i]);
    // An address that asks for it has the installation looked at.
    if (location.search.includes('kefu-doctor')) import(base + 'doctor.js');
    if (isPage) load();
    // Who is known may have messages waiting; anyone else costs nothing until the first opening. To look who it is takes half as
    // long as all else here, so the page is loaded first. By then it may have taken this off again.
    else setTimeout(() => host.isConnected && (stored('visitor') ? load() : remember()), 2000);
  })();
}
