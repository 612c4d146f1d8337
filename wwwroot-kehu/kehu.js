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
  const grounds = {
    light: '--surface:#fff;--raised:#f1f4f9;--line:#e3e8ef;--control:#8391a7;--text:#172033;--muted:#5a687d;--shadow:0 12px 40px #0f172a2e,0 2px 8px #0f172a14;--page:#eef1f6;',
    dark: '--surface:#151a25;--raised:#242c3b;--line:#2b3445;--control:#6b7a93;--text:#e8ecf4;--muted:#9fabbe;--shadow:0 12px 40px #000a,0 0 0 1px #fff1;--page:#0c1018;',
  };

  /** Tokens for all within the shadow root, on the ground that is chosen, or the one that the customer's system has. @param {Settings} settings @param {(name: 'light' | 'dark') => string} ground */
  const themed = ({ theme }, ground) =>
    `:host{${ground(theme === 'dark' ? theme : 'light')}}` + (theme === 'auto' ? `@media(prefers-color-scheme:dark){:host{${ground('dark')}}}` : '');

  /** @param {Settings} settings @param {number} above  That lower edge, in pixels. */
  const place = ({ side, side_offset: offset, bottom_offset: bottom }, above) =>
    `position:fixed;${side}:calc(${offset}px + env(safe-area-inset-${side}));bottom:calc(${bottom + above}px + env(safe-area-inset-bottom));z-index:2147483000;`;

  // What every page pays for that has the button, which is the button at rest, stands on the elements: a sheet takes longer to make.
  /** Stronger than any rule of the page. */
  const hostStyle = 'display:contents!important;';

  /** @param {Settings} settings */
  const scheme = ({ theme }) => `direction:ltr!important;color-scheme:${theme === 'auto' ? 'light dark' : theme}!important`;

  /** Browsers that do not know `light-dark` keep the light one. @param {Settings} settings @param {string} property @param {'accent' | 'on_accent'} name */
  const colour = ({ theme, light, dark }, property, name) =>
    `${property}:${(theme === 'dark' ? dark : light)[name]};` + (theme === 'auto' ? `${property}:light-dark(${light[name]},${dark[name]});` : '');

  /**
   * What a button without words could have from the page is said, rather than all reset, which takes long.
   * A system with colours of its own takes backgrounds away, and would take the sign as well. @param {Settings} settings
   */
  const launcherStyle = (settings) =>
    `${place(settings, 0)}${scheme(settings)};visibility:visible;pointer-events:auto;writing-mode:initial;display:flex;align-items:center;min-width:56px;height:56px;margin:0;border:0;padding:0 14px;border-radius:99px;cursor:pointer;forced-color-adjust:none;box-shadow:0 2px 8px #0f172a2e;${colour(settings, 'background', 'accent')}${colour(settings, 'color', 'on_accent')}`;

  /** A shape: vectors of their own take longer to make. */
  const signStyle =
    'width:28px;height:28px;background:currentColor;clip-path:path(evenodd,"M6.5 18.9A10.2 8.6 0 1 1 10.6 21.2L5.3 23.2zM8 13.1a1.5 1.5 0 1 0 3 0a1.5 1.5 0 1 0-3 0zM12.5 13.1a1.5 1.5 0 1 0 3 0a1.5 1.5 0 1 0-3 0zM17 13.1a1.5 1.5 0 1 0 3 0a1.5 1.5 0 1 0-3 0z")';

  const labelStyle = `all:initial;color:inherit;cursor:inherit;margin-inline:8px 6px;font:600 15px/22px ${font};white-space:nowrap`;

  /** The rest of the button, and the panel as far as it stands before the chat. @param {Settings} settings */
  const furnishedStyles = (settings) => `:host{all:initial!important;${hostStyle}${scheme(settings)};--font:${font};--radius-card:12px;--body:15px/22px var(--font);--input:16px/22px var(--font)}${themed(settings, (name) => `${grounds[name]}--accent-soft:${settings[name].accent_soft};--accent-text:${settings[name].accent_text}`)}
.launcher{transition:transform 160ms ease-out}
.launcher:hover{transform:scale(1.05)}
[aria-expanded=true] .sign{clip-path:path("M14 19.2 6.2 11.4l1.7-1.7 6.1 6.1 6.1-6.1 1.7 1.7z")!important}
[hidden]{display:none!important}
@media(prefers-reduced-motion:reduce){*{animation:none!important;transition:none!important}}
*{box-sizing:border-box;margin:0}
button{font:inherit;color:inherit;background:none;border:0;padding:0;cursor:pointer}
.panel{${place(settings, 68)}width:min(380px,100vw - ${2 * settings.side_offset}px);height:min(640px,100dvh - ${settings.bottom_offset + 88}px);display:flex;flex-direction:column;font:var(--body);color:var(--text);
overflow:hidden;outline:0;background:var(--surface);border-radius:var(--radius-card);box-shadow:var(--shadow);animation:rise 160ms ease-out}
.page{position:fixed;inset:0;background:var(--page)}
.page .panel{inset:0;margin:auto;width:min(720px,100%);height:min(860px,100dvh - 48px);animation:none}
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
@media(max-width:480px){.panel,.page .panel{inset:0;margin:0;width:100%;height:100dvh;border-radius:0}
.launcher[aria-expanded=true]{display:none!important}}`;

  const words = {
    'zh-CN': { name: '在线客服', unread: '条未读消息', write: '输入消息', failed: '加载失败，重试' },
    en: { name: 'Chat', unread: 'unread', write: 'Write a message', failed: 'Could not load. Retry' },
  };

  /** @param {string} tag  A language's. @returns {Language} */
  const spoken = (tag) => (tag.startsWith('zh') ? 'zh-CN' : 'en');

  guarded(() => {
    /** @type {any} */
    const page = window;
    // A page that embeds it twice has one; a browser that cannot have the panel's sheet has none, rather than a button that does nothing.
    if (page.Kefu?.isLoaded || !('adoptedStyleSheets' in document)) return;
    const script = /** @type {HTMLScriptElement} */ (document.currentScript);
    const { src, dataset: { site = 'default', mode, sendKey } } = script;
    const isPage = mode === 'page';
    const settings = Object.hasOwn(sites, site) ? sites[site] : sites.default;

    /** @param {string} path  From where this file is. */
    const fetchPart = (path) => import(new URL(path, src).href);

    const keys = `kefu:${site}:`;
    /** @param {string} key */
    function stored(key) {
      try {
        return JSON.parse(localStorage.getItem(keys + key) ?? 'null');
      } catch {
        return null;
      }
    }

    /** @param {Node} parent @param {string} tag @param {string} name  Its class. @param {object} [properties] @returns {any} */
    function add(parent, tag, name, properties) {
      const element = document.createElement(tag);
      // By a method: a page pays for the first property of a kind that is set, whichever it is.
      element.setAttribute('class', name);
      return parent.appendChild(Object.assign(element, properties));
    }

    const html = document.documentElement;
    // The browser's takes a page long to ask for: until somebody comes, a button without words has its name in the page's.
    let language = spoken(settings.label ? navigator.language : html.lang);
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
    /** @type {any} */
    const host = document.createElement('kefu-chat');
    const shadow = host.attachShadow({ mode: 'open' });
    host.style = hostStyle;
    const inner = isPage ? add(shadow, 'div', mode) : shadow;
    const launcher = add(inner, 'button', 'launcher', { style: launcherStyle(settings), hidden: isPage });
    add(launcher, 'i', 'sign', { style: signStyle });
    const label = settings.label && add(launcher, 'span', 'label', { ariaHidden: 'true', style: labelStyle });
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
      const { name, unread: unreadWord } = words[language];
      const title = settings.label?.[language];
      if (label) {
        label.textContent = title;
        label.hidden = isOpen || !title;
      }
      launcher.setAttribute('aria-expanded', isOpen);
      // One name, open or not: that it is expanded is said beside it.
      launcher.setAttribute('aria-label', (title ?? name) + (unread ? ` (${unread} ${unreadWord})` : ''));
      if (panel) {
        panel.hidden = !isOpen;
        panel.ariaLabel = name;
        badge.hidden = isOpen || !unread;
        badge.textContent = unread > 99 ? '99+' : unread;
      }
    }

    /** The chat, and beside it the words that it will ask for. @type {Promise<any> | undefined} */
    let fetched;

    /** Storage may make a page wait for the disk: it is read after the page was loaded, or when there is need. */
    function remember() {
      if (fetched) return;
      language = stored('language') ?? spoken(navigator.language);
      show();
    }

    /** @param {Event} event */
    const apart = (event) => event.stopPropagation();

    /** Once, before there is anything of a customer here. */
    function furnish() {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(furnishedStyles(settings));
      shadow.adoptedStyleSheets.push(sheet);
      panel = add(inner, 'section', 'panel', {
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
      inner.prepend(panel);
      badge = add(launcher, 'span', 'badge', { ariaHidden: 'true' });
      show();
    }

    /** They come while the mouse is still on its way to a click, or while the panel is made. */
    function fetchParts() {
      remember();
      fetched ??= Promise.all(['src/chat.js', language === 'en' ? 'src/words-en.js' : 'src/words-zh.js'].map(fetchPart))
        .catch(() => (fetched = undefined));
      if (!panel) furnish();
      return fetched;
    }

    async function load() {
      if (isLoading) return;
      isLoading = true;
      const mine = life;
      const fetching = fetchParts();
      waiting ??= add(panel, 'div', 'skeleton');
      // Who has to fill in a form first does that.
      if (!settings.pre_chat) {
        field ??= add(add(add(panel, 'form', 'composer'), 'div', 'box'), 'textarea', 'input', {
          rows: 1,
          placeholder: words[language].write,
          value: stored('draft') ?? '',
          onkeydown: (/** @type {KeyboardEvent} */ event) => (pressed = event),
        });
      }
      waiting.replaceChildren();
      for (let i = 0; i < 5; i++) add(waiting, 'i', '');
      try {
        const [{ startChat }] = await fetching;
        /** @type {ChatParts} */
        const parts = {
          shadow,
          panel,
          server: new URL(src).origin,
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
        add(waiting, 'button', 'failure', { textContent: words[language].failed, onclick: load });
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

    launcher.addEventListener('click', guarded(commands.toggle));
    // Of a finger one hears with the click: a page pays ten times as much for the first that listens to pointers or touches.
    launcher.addEventListener('mouseenter', guarded(fetchParts));
    show();
    // Not in the body: pages replace that, or move it by a transform.
    html.append(host);

    const queue = page.Kefu?.q ?? [];
    page.Kefu = guarded((name, ...values) => commands[name]?.(...values));
    page.Kefu.isLoaded = true;
    for (let i = 0; i < queue.length; i++) page.Kefu(...queue[i]);
    if (isPage) load();
    // The page is loaded first: what follows takes half as long as all before. By then it may have taken this off again.
    setTimeout(() => {
      if (!host.isConnected) return;
      // An address that asks for it has the installation looked at.
      if (location.search.includes('kefu-doctor')) fetchPart('doctor.js');
      // Who is known may have messages waiting; anyone else costs nothing until the first opening.
      if (stored('visitor')) load();
      else remember();
    }, 2000);
  })();
}
