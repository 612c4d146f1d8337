import { GIVE_UP_AFTER } from './connection.js';
import { h, icon, put } from './dom.js';

/** One character that stands for a name: 客服小王 is 王, Anna is A. @param {string} name */
export function initial(name) {
  const [first = '', ...others] = name.trim();
  const last = others.pop() ?? first;
  return /\p{Script=Han}/u.test(last) ? last : first.toUpperCase();
}

/** Whether the customer wants to hear messages. @param {Pick<Store, 'get'>} store */
export const isSoundOn = (store) => store.get('sound') !== false;

/** What stands for the team where nobody in particular does. @param {string | undefined} picture @param {string} [size] */
export const teamFace = (picture, size = '') => (picture
  ? h('img', { class: `avatar ${size}`, src: picture, alt: '' })
  : h('div', { class: `avatar ${size}`, 'aria-hidden': 'true' }, icon('people')));

/** Whether somebody answers: who serves this chat does so while they take no other. @param {Model} model */
export const isAttended = (model) => model.online() || model.conversation()?.status === 'active';

/** @param {Model} model */
function stateOf(model) {
  const status = model.conversation()?.status;
  const { phase } = model.link();
  if (!status && phase !== 'open') return 'connecting';
  return isAttended(model) ? status ?? 'online' : 'away';
}

/**
 * Who is there, some buttons, and a quiet line about the link, shown only while it is down for longer than a blink.
 * @param {Pick<ViewParts, 't' | 'store' | 'picture' | 'canClose' | 'onClose' | 'onLanguage' | 'onSound' | 'onReconnect'> & { onMore: () => void }} parts
 */
export function createHeader({ t, store, picture, canClose, onClose, onLanguage, onSound, onReconnect, onMore }) {
  /** @param {string} words @param {() => void} onclick @param {Node | string} face */
  const tool = (words, onclick, face) =>
    h('button', { class: 'tool', type: 'button', title: words, 'aria-label': words, onclick }, face);
  const sound = tool(t('header.sound'), onSound, '');
  const more = tool(t('header.more'), onMore, icon('more'));
  const letters = h('div', { class: 'avatar', 'aria-hidden': 'true' });
  const face = h('div', { class: 'face' });
  const presence = h('i', { class: 'presence' });
  const name = h('h2', { class: 'name' });
  const state = h('p', { class: 'state', role: 'status' });
  const header = h('header', { class: 'header' },
    face,
    h('div', { class: 'who' }, name, state),
    more,
    sound,
    tool(t('header.language'), onLanguage, t('header.languageShort')),
    ...(canClose ? [tool(t('header.close'), onClose, icon('close'))] : []));
  /** @type {boolean | undefined} */
  let hears;
  const trouble = h('span');
  const reconnect = h('button', { class: 'link', type: 'button', onclick: onReconnect }, t('bar.retry'));
  const bar = h('div', { class: 'bar', role: 'status' }, trouble, reconnect);

  return {
    elements: [header, bar],
    /** @param {Model} model */
    render(model) {
      const { phase, failures } = model.link();
      const conversation = model.conversation();
      const agent = conversation?.status === 'waiting' ? undefined : conversation?.agent;
      const isLost = failures >= GIVE_UP_AFTER;
      const letter = agent ? initial(agent.name) : '';
      put(name, 'textContent', agent?.name ?? t('header.team'));
      put(state, 'textContent', t(`header.${stateOf(model)}`));
      put(presence, 'className', isAttended(model) && phase === 'open' ? 'presence here' : 'presence');
      if (!face.firstChild || letters.textContent !== letter) {
        letters.textContent = letter;
        face.replaceChildren(letter ? letters : teamFace(picture), presence);
      }
      if (hears !== isSoundOn(store)) {
        hears = isSoundOn(store);
        sound.ariaPressed = `${hears}`;
        sound.replaceChildren(icon(hears ? 'bell' : 'silence'));
      }
      more.hidden = !conversation;
      bar.hidden = phase === 'open' || !failures;
      reconnect.hidden = !isLost;
      put(trouble, 'textContent', t(!navigator.onLine ? 'bar.offline' : isLost ? 'bar.lost' : 'bar.connecting'));
    },
  };
}
