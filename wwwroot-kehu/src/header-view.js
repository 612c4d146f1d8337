import { h, icon, setAttribute, setText } from './dom.js';

/** @import { Conversation, Phase, Translate } from './types.js' */

/** @param {string} name @returns {string} One character that stands for a name: 客服小王 is 王, Anna is A. */
export const initial = (name) => {
  const characters = [...name.trim()];
  const last = characters[characters.length - 1] ?? '';
  return /\p{Script=Han}/u.test(last) ? last : (characters[0] ?? '').toUpperCase();
};

/** @param {Conversation | null} conversation @param {boolean} online @param {Phase} phase @returns {string} A key. */
function stateKey(conversation, online, phase) {
  if (phase === 'idle' || (phase === 'connecting' && !conversation)) return 'header.connecting';
  if (conversation?.status === 'active') return 'header.active';
  if (!online) return 'header.away';
  return conversation ? `header.${conversation.status}` : 'header.online';
}

/**
 * Who is there, and the two buttons.
 * @param {object} parts
 * @param {Translate} parts.t
 * @param {boolean} parts.canClose
 * @param {() => void} parts.onClose
 * @param {() => void} parts.onLanguage
 */
export function createHeader({ t, canClose, onClose, onLanguage }) {
  const avatar = h('div', { class: 'avatar', 'aria-hidden': 'true' });
  const name = h('h2', { class: 'name' });
  const state = h('p', { class: 'state', role: 'status' });
  const element = h('header', { class: 'header' },
    h('div', { class: 'face' }, avatar, h('i', { class: 'presence' })),
    h('div', { class: 'who' }, name, state),
    h('button', { class: 'tool text', type: 'button', title: t('header.language'), 'aria-label': t('header.language'),
      onclick: onLanguage }, t('header.languageShort')),
    canClose
      ? h('button', { class: 'tool', type: 'button', title: t('header.close'), 'aria-label': t('header.close'),
        onclick: onClose }, icon('close'))
      : null);
  let shown = '';

  /** @param {string} letter */
  function drawAvatar(letter) {
    if (letter === shown && avatar.firstChild) return;
    shown = letter;
    avatar.replaceChildren(letter || icon('people'));
  }

  return {
    element,
    /** @param {{ conversation: Conversation | null, online: boolean, phase: Phase }} what */
    render({ conversation, online, phase }) {
      const agent = conversation?.status === 'waiting' ? undefined : conversation?.agent;
      setText(name, agent?.name ?? t('header.team'));
      setText(state, t(stateKey(conversation, online, phase)));
      setAttribute(element, 'data-online', String(online && phase === 'open'));
      drawAvatar(agent ? initial(agent.name) : '');
    },
  };
}
