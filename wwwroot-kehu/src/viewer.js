import { drawPicture } from './pictures.js';

const styles = `.viewer{width:100%;height:100%;max-width:none;max-height:none;padding:0;border:0;background:var(--shade);color:var(--on-shade);font:var(--body);overflow:hidden}
.viewer::backdrop{background:none}
.viewer .sight{position:absolute;inset:0;display:grid;grid-template:minmax(0,1fr)/minmax(0,1fr);overflow:auto;padding:56px 16px 16px}
.viewer .sight>*{margin:auto;max-width:100%;max-height:100%;cursor:zoom-in;grid-area:1/1}
.viewer .large{max-width:none!important;max-height:none!important;cursor:zoom-out!important}
.viewer header{position:absolute;inset:0 0 auto;display:flex;align-items:center;gap:4px;padding:8px 8px 8px 16px;
padding-top:calc(8px + env(safe-area-inset-top));background:linear-gradient(var(--shade),transparent);z-index:1}
.viewer header span{flex:1;min-width:0;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.viewer .tool{width:40px;height:40px;margin:0;color:var(--on-shade)}
.viewer .tool:hover{background:var(--shade)}
.viewer .tool:disabled{opacity:.4}
.viewer :focus-visible{outline-color:var(--on-shade);outline-offset:-2px}`;

const ZOOM_IN = 'M10.5 4a6.5 6.5 0 1 0 0 13a6.5 6.5 0 0 0 0-13M15.5 15.5L20 20M10.5 7.5v6M7.5 10.5h6';
const ZOOM_OUT = 'M10.5 4a6.5 6.5 0 1 0 0 13a6.5 6.5 0 0 0 0-13M15.5 15.5L20 20M7.5 10.5h6';
const DOWNLOAD = 'M12 4v11M7 10.5l5 5 5-5M5 20h14';
/** Of so many steps, each as large again as the whole in sight. */
const MOST = 5;

/** @type {(parts: ViewerParts) => Viewer} */
export const createViewer = ({ h, icon, t, adopt, root, language }) => {
  adopt(styles);

  return {
    open({ source, name, bytes }, opener) {
      let zoom = 0;
      /** Of the whole in sight, in pixels. */
      let whole = 0;
      /** @type {HTMLElement} */
      let picture = h('img', { alt: name, onerror: byBytes });
      /** @param {string} words @param {string} face @param {() => void} onclick */
      const tool = (words, face, onclick) =>
        h('button', { class: 'tool', type: 'button', title: t(words), 'aria-label': t(words), onclick }, icon(face));
      const closer = tool('viewer.close', 'close', () => dialog.close());
      const larger = tool('viewer.zoomIn', ZOOM_IN, () => to(zoom + 1));
      const smaller = tool('viewer.zoomOut', ZOOM_OUT, () => to(zoom - 1));
      const sight = h('div', { class: 'sight', onclick: pressed }, picture);
      const dialog = h('dialog', { class: 'viewer', lang: language, 'aria-label': t('viewer.label'), onkeydown: keyed, onclose: closed },
        h('header', {}, h('span', { dir: 'auto' }, name), smaller, larger, tool('viewer.download', DOWNLOAD, save), closer), sight);

      /** @param {number} step */
      function to(step) {
        if (step < 0 || step > MOST) return;
        if (!zoom) whole = picture.getBoundingClientRect().width;
        zoom = step;
        picture.classList.toggle('large', zoom > 0);
        picture.style.width = zoom ? `${whole * (1 + zoom)}px` : '';
        sight.scrollTo((sight.scrollWidth - sight.clientWidth) / 2, (sight.scrollHeight - sight.clientHeight) / 2);
        smaller.disabled = !zoom;
        larger.disabled = zoom === MOST;
      }

      /** Where the page's policy lets none in by address, and for a picture that is not sent yet. */
      async function byBytes() {
        const canvas = await drawPicture(await bytes());
        if (!canvas) return;
        canvas.setAttribute('role', 'img');
        canvas.setAttribute('aria-label', name);
        picture.replaceWith(canvas);
        picture = canvas;
      }

      async function save() {
        const blob = await bytes();
        if (!blob) return;
        const address = URL.createObjectURL(blob);
        h('a', { href: address, download: name }).click();
        URL.revokeObjectURL(address);
      }

      /** @param {Event} event */
      function pressed({ target }) {
        if (target === sight) dialog.close();
        else to(zoom ? 0 : 1);
      }

      /** @param {KeyboardEvent} event */
      function keyed(event) {
        // Neither the page's shortcuts nor the chat below are meant.
        event.stopPropagation();
        if (/[+=]/.test(event.key)) to(zoom + 1);
        if (event.key === '-') to(zoom - 1);
      }

      function closed() {
        dialog.remove();
        opener.focus({ preventScroll: true });
      }

      if (source) /** @type {any} */ (picture).src = source;
      else byBytes();
      smaller.disabled = true;
      root.append(dialog);
      dialog.showModal();
      closer.focus();
    },
  };
};
