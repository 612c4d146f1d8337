// Loaded when a chat is asked for more than messages: before it begins, while it waits, when it ends.
import { createForm } from './form-view.js';
import { styles } from './life-styles.js';
import { createRating } from './rating-view.js';

const sources = {
  'zh-CN': () => import('./life-words-zh.js'),
  en: () => import('./life-words-en.js'),
};
const CONTACT = ['name', 'email', 'phone'];

/** @type {(parts: LifeParts) => Promise<Life>} */
export const createLife = async (parts) => {
  const { h, isAsked, isLongWait, element, panel, model, store, settings, language, server, token, onChange } = parts;
  const { words } = await sources[language]();
  /** @type {Translate} */
  const t = (key, values = {}) => (words[key] ?? '').replace(/\{(\w+)\}/g, (_, name) => `${values[name]}`);
  const root = /** @type {ShadowRoot} */ (panel.getRootNode());
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];

  /** What the customer chose to see: a form, or a question. @type {'' | 'leave' | 'end' | 'ask'} */
  let wanted = '';
  let shown = '';
  /** @type {HTMLElement | undefined} */
  let menu;

  const remembered = () => store.get('answers') ?? {};

  /** What is there to show. */
  function kindOf() {
    const conversation = model.conversation();
    const status = conversation?.status;
    if (wanted === 'leave' && status !== 'active') return 'leave';
    if (wanted === 'end' && status && status !== 'closed') return 'end';
    if (isAsked() && (!conversation || wanted === 'ask')) return 'ask';
    if (status === 'closed' && !model.outbox.isSending()) {
      return `${conversation?.rating ? 'rated' : parts.isRateable() ? 'rate' : 'over'} ${conversation?.conversation_id} ${conversation?.closed_at}`;
    }
    if (parts.hasLeft() || status === 'active') return '';
    return isLongWait() ? 'long' : model.online() ? '' : 'away';
  }

  /** Shows what is there to show, and then takes the focus on: what had it is gone. @param {() => void} focus */
  function change(focus) {
    onChange();
    queueMicrotask(focus);
  }

  /** Back to the chat; on a touch screen the keyboard would cover it. */
  const settle = () => (matchMedia('(pointer: fine)').matches ? parts.focus() : panel.focus());

  /** @param {typeof wanted} next */
  function want(next) {
    wanted = next;
    change(() => {
      /** @type {HTMLElement | null} */
      const first = next ? element.querySelector('input, textarea, select, button') : null;
      if (first) first.focus();
      else settle();
    });
  }

  /** @param {string} words @param {() => void} onclick @param {string} [main] */
  const button = (words, onclick, main = '') => h('button', { class: `button ${main}`, type: 'button', onclick }, words);
  /** @param {string} words @param {() => void} onclick */
  const choice = (words, onclick) => h('button', { class: 'choice', type: 'button', onclick }, words);

  /** @param {string[]} kinds @returns {FormField[]} */
  const contact = (kinds) => kinds.map((kind) => ({ key: kind, kind, label: t(kind), value: remembered()[kind] }));

  /** The form of the site. */
  function ask() {
    const { fields, departments } = /** @type {NonNullable<Settings['pre_chat']>} */ (settings.pre_chat);
    /** @type {FormField[]} */
    const asked = fields.map(({ key, kind, required, label, choices }) => ({
      key, kind, required, label: label?.[language] ?? t(kind), choices: choices?.map((choice) => [choice, choice]), value: remembered()[key],
    }));
    if (departments.length) {
      asked.push({
        key: 'department', kind: 'choice', label: t('department'), required: true, choices: departments.map(({ id, name }) => [id, name[language]]),
      });
    }
    return [h('h3', {}, t('askTitle')), h('p', { class: 'lead' }, t('askHint')), createForm({
      h, t, fields: asked, submit: t('start'),
      onSubmit({ department, ...form }) {
        store.set('answers', { ...remembered(), ...form });
        store.set('intake', { department, form });
        wanted = '';
        change(parts.focus);
      },
    })];
  }

  /** A message that is answered later. */
  function leave() {
    return [h('h3', {}, t('leaveTitle')), h('p', { class: 'lead' }, t(model.online() ? 'leaveHint' : 'leaveHintAway')), createForm({
      h, t, submit: t('send'), back: t('back'),
      fields: [...contact(CONTACT), { key: 'content', kind: 'message', label: t('message'), required: true, value: store.get('draft') ?? '' }],
      onBack: () => want(''),
      onSubmit({ content, ...form }) {
        store.set('answers', { ...remembered(), ...form });
        store.set('left', model.conversation()?.status === 'waiting' ? model.conversation()?.conversation_id : 'next');
        wanted = '';
        model.outbox.leave(content, form);
        change(settle);
      },
    })];
  }

  async function download() {
    closeMenu();
    const id = model.conversation()?.conversation_id;
    const response = await fetch(`${server}/api/sessions/${id}/transcript?format=html&language=${language}`, {
      headers: { Authorization: `Bearer ${token()}` }, credentials: 'omit',
    });
    if (!response.ok) throw new Error(`${response.status}`);
    const href = URL.createObjectURL(await response.blob());
    const link = h('a', { href, download: `chat-${new Date().toISOString().slice(0, 10)}.html` });
    element.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(href), 60_000);
  }

  /** Only by its form does a chat begin that goes on with none of before. */
  const again = button(t('again'), () => want('ask'), 'main');
  const isOver = () => !!settings.pre_chat && !parts.isReopenable();

  /** @param {HTMLElement} [rating] */
  function ended(rating) {
    const buttons = h('div', { class: 'buttons' },
      again,
      button(t('transcript'), download));
    return [h('div', { class: 'center' }, ...(rating ? [rating] : []), buttons)];
  }

  /** @param {string} key */
  const offer = (key) => [h('div', { class: 'offer' }, h('p', {}, t(key)), button(t('offer'), () => want('leave')))];

  const question = () => [h('div', { class: 'center' }, h('h3', {}, t('endTitle')), h('div', { class: 'buttons' },
    button(t('keep'), () => want('')),
    button(t('end'), () => {
      model.end();
      want('');
    }, 'main')))];

  /** @type {Record<string, () => Node[]>} */
  const views = {
    '': () => [],
    ask, leave, end: question,
    rate: () => ended(createRating({ h, t, onRate: (score, comment) => model.rate(score, comment) })),
    rated: () => ended(h('h3', { role: 'status' }, t('rated'))),
    over: () => ended(),
    long: () => offer('offerLong'),
    away: () => offer('offerAway'),
  };

  function closeMenu() {
    // First forgotten: to remove what has the focus tells of its loss.
    const open = menu;
    menu = undefined;
    open?.remove();
  }

  const life = {
    render() {
      const kind = kindOf();
      again.hidden = !isOver();
      if (kind === shown) return;
      shown = kind;
      const [name] = kind.split(' ');
      element.hidden = !kind;
      element.className = `life ${life.covers() ? 'cover' : ''}`;
      element.replaceChildren(...views[name]());
    },
    covers: () => shown === 'ask' || shown === 'leave',
    /** Whether the chat goes on by its form rather than by a message. */
    holds: () => shown === 'ask' || shown === 'leave' || (/^(rate|over)/.test(shown) && isOver()),
    openMenu() {
      if (menu) return closeMenu();
      const isOpen = model.conversation()?.status !== 'closed';
      menu = h('div', { class: 'menu' },
        choice(t('transcript'), download),
        ...(isOpen ? [choice(t('end'), () => {
          closeMenu();
          want('end');
        })] : []));
      panel.append(/** @type {HTMLElement} */ (menu));
      menu?.addEventListener('keydown', (event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        closeMenu();
        parts.focus();
      });
      menu?.addEventListener('focusout', ({ relatedTarget }) => menu?.contains(/** @type {Node} */ (relatedTarget)) || closeMenu());
      menu?.querySelector('button')?.focus();
    },
    destroy() {
      closeMenu();
      root.adoptedStyleSheets = root.adoptedStyleSheets.filter((known) => known !== sheet);
    },
  };
  return life;
};
