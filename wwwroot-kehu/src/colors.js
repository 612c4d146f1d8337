/** Those of every site; what the panel needs before there is a chat are the launcher's tokens. */
const colors = {
  light: `--shade:#000c;--on-shade:#fff;--hover:#e7ebf2;--shadow-small:0 4px 14px #0f172a38;
--danger:#c92a2a;--success:#2b8a3e;--warning:#8a4b08;--warning-soft:#fff4e0`,
  dark: `--shade:#000c;--on-shade:#fff;--hover:#303a4d;--shadow-small:0 4px 14px #0008;
--danger:#ff8787;--success:#69db7c;--warning:#ffc078;--warning-soft:#3a2d17`,
};

/** Laid over an accent under the mouse: what is written on it becomes no harder to read. @param {Settings['light']} palette */
function hoverOf({ on_accent: written }) {
  const veil = written === '#ffffff' ? '#0b10201f' : '#ffffff1f';
  return `;--accent-hover:linear-gradient(${veil},${veil})`;
}

/** The colours that the chat adds on one ground, with the operator's accents. @type {(settings: Settings, ground: 'light' | 'dark') => string} */
export const colorsOf = (settings, ground) =>
  colors[ground] + hoverOf(settings[ground]) + Object.entries(settings[ground]).map(([token, color]) => `;--${token.replace('_', '-')}:${color}`).join('');
