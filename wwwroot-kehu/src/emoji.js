// Loaded when it is first opened. The characters are the system's own; nothing is drawn or fetched.

const EMOJI = `
😀 😁 😂 😊 😍 😘 😎 🤔 😅 😢 😭 😡 😱 😴 🤗 🙄 👍 👌 🙏 👏 🤝 💪 👋 ✌️
❤️ 🎉 🌹 ✨ 🔥 ⭐ 👀 💡 📦 🚚 🎁 🛒 💰 🧾 📷 📞 ⏰ ✅ ❌ ❓ ❗ ☕ 🍵 🌙`.trim().split(/\s/);
const COLUMNS = 8;

/** How far a key moves within the grid. @type {Record<string, number>} */
const STEPS = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: COLUMNS, ArrowUp: -COLUMNS };

/** @type {(parts: EmojiParts) => EmojiPicker} */
export const createEmojiPicker = ({ h, label, onPick, onClose }) => {
  const buttons = EMOJI.map((emoji, index) => h('button', {
    class: 'emoji', type: 'button', tabIndex: index ? -1 : 0, onclick: () => onPick(emoji),
  }, emoji));
  const element = h('div', { class: 'picker', role: 'group', 'aria-label': label, onkeydown: moved }, ...buttons);

  /** One of them can be reached by Tab, the others by arrows from there. @param {KeyboardEvent} event */
  function moved(event) {
    const { key } = event;
    if (key === 'Escape') {
      // It closes this, not the chat around it.
      event.stopPropagation();
      return onClose();
    }
    const from = buttons.indexOf(/** @type {HTMLButtonElement} */ (event.target));
    const to = from + (STEPS[key] ?? 0);
    if (to === from || !buttons[to]) return;
    event.preventDefault();
    buttons[from].tabIndex = -1;
    buttons[to].tabIndex = 0;
    buttons[to].focus();
  }

  return { element, focus: () => buttons.find(({ tabIndex }) => !tabIndex)?.focus() };
};
