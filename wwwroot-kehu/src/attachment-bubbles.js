import { drawPicture } from './pictures.js';
import { createPlayer, playerStyles } from './player.js';

const styles = `.media{position:relative;padding:0;overflow:hidden;display:flex;max-width:100%}
.media.image,.media.video,.own .media.image,.own .media.video{background:var(--raised)}
.media.image::after{content:"";position:absolute;inset:0;border:1px solid var(--line);border-radius:inherit;pointer-events:none}
.media button.picture{flex:1;display:block;cursor:zoom-in}
.media.image img,.media.image canvas,.media video{display:block;width:100%;height:100%;object-fit:cover}
.media video{object-fit:contain;background:var(--shade)}
.media :focus-visible{outline-offset:-3px}
.card{flex:1;min-width:0;display:flex;align-items:center;gap:10px;padding:8px 12px;color:inherit}
.bubble .card{text-decoration:none}
.card .icon{flex:none;width:28px;height:28px;stroke-width:1.5}
.card>span{min-width:0}
.card b{display:block;font-weight:500;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.card small{display:block;font:var(--caption);opacity:.8}
.upload{position:absolute;inset:auto 0 0;height:4px;background:var(--shade);overflow:hidden}
.upload i{display:block;height:100%;background:var(--on-shade);transform-origin:left;transition:transform 160ms ease-out}
.giveup{position:absolute;top:6px;right:6px;display:grid;padding:4px;border-radius:var(--round);background:var(--shade);color:var(--on-shade)}
.giveup .icon{width:16px;height:16px}
.media.voice .giveup,.media.file .giveup{top:50%;margin-top:-12px}
.sending .card,.sending .player,.failed .card,.failed .player{padding-right:36px}
${playerStyles}`;

/** @type {(parts: BubblesParts) => Bubbles} */
export const createBubbles = ({ h, icon, t, sizeText, timeText, adopt, address, bytes, drop, view }) => {
  adopt(styles);

  /** @type {Record<AttachmentType, (line: Line, attachment: Attachment, latest: () => Line) => Node>} */
  const faces = {
    image(line, { url, filename }, latest) {
      const words = t('bubble.picture', { name: filename });
      const button = h('button', { class: 'picture', type: 'button', title: words, 'aria-label': words, onclick: () => view(latest(), button) });
      /** One that is not uploaded yet, and where the page's policy lets none in by address. */
      const byBytes = async () => button.replaceChildren(await bytes(line).then(drawPicture).catch(() => null) ?? t('bubble.missing'));
      if (url) button.append(h('img', { src: address(url), alt: '', decoding: 'async', onerror: byBytes }));
      else byBytes();
      return button;
    },
    file: (_, { url, filename, size }) => h(url ? 'a' : 'div', {
      class: 'card', title: filename, 'aria-label': t('bubble.file', { name: filename }),
      ...(url && { href: address(url), target: '_blank', rel: 'noopener noreferrer', download: filename }),
    }, icon('file'), h('span', {}, h('b', { dir: 'auto' }, filename), h('small', {}, sizeText(size)))),
    voice: (_, { duration_ms: durationMs }, latest) => createPlayer({
      h, icon, t, timeText, durationMs,
      async source() {
        const { attachment } = latest();
        return attachment?.url ? address(attachment.url) : URL.createObjectURL(await bytes(latest()) ?? new Blob());
      },
    }),
    video(_, { url, filename }) {
      const video = h('video', { controls: true, preload: 'metadata', playsInline: true, 'aria-label': t('bubble.video', { name: filename }) });
      if (url) video.src = address(url);
      return video;
    },
  };

  return {
    fill(element, latest) {
      let line = latest();
      let isUploaded = false;
      const bar = h('i');
      const upload = h('div', { class: 'upload', role: 'progressbar' }, bar);
      const giveUp = h('button', { class: 'giveup', type: 'button', onclick: () => drop(line.key) }, icon('close'));

      function face() {
        const { attachment } = line;
        if (attachment) element.replaceChildren(faces[attachment.type](line, attachment, () => line), upload, giveUp);
      }

      /** @param {Line} next */
      function render(next) {
        line = next;
        const { attachment, state, progress } = line;
        const isUp = !!attachment?.url;
        // Only now a card leads somewhere, and a video has an address; pictures and voices stay as they are.
        if (isUp && !isUploaded && (attachment?.type === 'file' || attachment?.type === 'video')) face();
        isUploaded = isUp;
        upload.hidden = isUp || state !== 'sending';
        giveUp.hidden = isUp ? state !== 'failed' : state !== 'sending' && state !== 'failed';
        const words = t(state === 'failed' ? 'bubble.remove' : 'bubble.cancel');
        if (giveUp.title !== words) giveUp.title = giveUp.ariaLabel = words;
        if (upload.hidden) return;
        const percent = Math.round((progress ?? 0) * 100);
        bar.style.transform = `scaleX(${percent / 100})`;
        upload.ariaLabel = t('bubble.progress', { percent });
        upload.ariaValueNow = `${percent}`;
      }

      isUploaded = !!line.attachment?.url;
      face();
      render(line);
      return render;
    },
  };
};
