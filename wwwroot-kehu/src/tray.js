import { prepare } from './prepare.js';

const styles = `.tray{display:flex;flex-wrap:wrap;gap:8px;padding:8px 0}
.tray p{flex-basis:100%;color:var(--muted);font:var(--caption)}
.staged{position:relative;display:flex;align-items:center;gap:8px;height:56px;max-width:100%;padding:0 28px 0 8px;
border:1px solid var(--line);border-radius:var(--radius-card);background:var(--raised);font:var(--caption)}
.staged canvas{width:54px;height:54px;margin-left:-8px;border-radius:11px 0 0 11px}
.staged span{min-width:0;max-width:168px;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.staged small{display:block;color:var(--muted);font:inherit;white-space:normal}
.staged.refused{border-color:var(--danger)}
.staged.refused small{color:var(--danger)}
.staged button{position:absolute;top:4px;right:4px;display:grid;padding:2px;border-radius:var(--round);color:var(--muted)}
.staged button:hover{color:var(--text);background:var(--hover)}
.staged .icon{width:16px;height:16px}`;

/** In device pixels of the sharpest screens. */
const THUMB = 108;

/** @type {(parts: TrayParts) => Tray} */
export const createTray = ({ h, icon, t, sizeText, adopt, readPicture, newId, maxBytes, keep, attach, forget, onChange }) => {
  adopt(styles);
  const list = h('div', { class: 'tray', role: 'group', 'aria-label': t('tray.label') });
  const limit = h('p', {}, t('tray.limit', { size: sizeText(maxBytes) }));
  /** @type {{ id: string, element: HTMLElement, ready: Promise<void>, refused: boolean, send(): void }[]} */
  let staged = [];

  function changed() {
    if (staged.length) list.append(limit);
    else list.remove();
    onChange();
  }

  /** The middle of the picture, as a square. @param {HTMLCanvasElement} picture */
  function thumb(picture) {
    const { width, height } = picture;
    const side = Math.min(width, height);
    const small = h('canvas', { width: THUMB, height: THUMB });
    small.getContext('2d').drawImage(picture, (width - side) / 2, (height - side) / 2, side, side, 0, 0, THUMB, THUMB);
    return small;
  }

  /** @param {File} file */
  function stage(file) {
    const id = newId();
    const note = h('small', { role: 'status' }, t('tray.preparing'));
    const face = h('span', { class: 'face' }, icon('file'));
    const element = h('div', { class: 'staged' }, face, h('span', { dir: 'auto' }, file.name, note),
      h('button', { type: 'button', title: t('tray.remove'), 'aria-label': `${t('tray.remove')} ${file.name}`, onclick: remove }, icon('close')));
    const item = { id, element, refused: false, ready: ready(), send() {} };

    /** @param {string} words */
    function refuse(words) {
      item.refused = true;
      element.classList.add('refused');
      note.textContent = t(words, { size: sizeText(maxBytes) });
      changed();
    }

    function remove() {
      staged = staged.filter((one) => one !== item);
      element.remove();
      forget(id);
      changed();
    }

    async function ready() {
      // A folder that was dropped looks like a file, and cannot be read.
      const readable = await file.slice(0, 1).arrayBuffer().then(({ byteLength }) => byteLength > 0, () => false);
      if (!readable) return refuse('tray.empty');
      const { blob, type, filename, width, height, canvas } = await prepare(file, readPicture);
      if (blob.size > maxBytes) return refuse('tray.tooLarge');
      await keep(id, blob);
      note.textContent = sizeText(blob.size);
      if (canvas) face.replaceWith(thumb(canvas));
      item.send = () => attach(id, type, { filename, content_type: blob.type, size: blob.size, width, height });
    }

    return item;
  }

  return {
    element: list,
    add(files) {
      for (const file of files) {
        const item = stage(file);
        staged.push(item);
        list.append(item.element);
      }
      changed();
    },
    count: () => staged.filter(({ refused }) => !refused).length,
    async send() {
      await Promise.all(staged.map(({ ready }) => ready));
      const going = staged.filter(({ refused }) => !refused);
      staged = [];
      list.replaceChildren();
      for (const { send } of going) send();
      changed();
    },
  };
};
