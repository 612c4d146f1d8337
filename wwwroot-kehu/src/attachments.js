import { guarded, insisting, once } from './browser.js';
import { h, icon } from './dom.js';
import { translate } from './i18n.js';

/** A picture is shown within these bounds, in pixels. */
const MOST = { width: 240, height: 280 };
/** @type {Partial<Record<AttachmentType, number[]>>} */
const SIZES = { file: [248, 60], voice: [224, 48] };

/**
 * The size of an attachment's bubble: known before anything of it is loaded, so that the log does not jump.
 * @param {Pick<Attachment, 'width' | 'height'> & { type: AttachmentType }} attachment
 */
export function sizeOf({ type, width = MOST.width, height = 180 }) {
  const scale = Math.min(MOST.width / width, MOST.height / height, 1);
  return SIZES[type] ?? [Math.max(Math.round(width * scale), 96), Math.max(Math.round(height * scale), 64)];
}

/** @type {(parts: AttachmentsParts) => Attachments} */
export const createAttachments = ({ onChange, ...parts }) => {
  /** @type {Map<string, number>} */
  const progress = new Map();
  /** @type {Promise<AttachmentKit> | undefined} */
  let asked;
  let isGone = false;

  /** All that is more than this file comes when it is needed. */
  const load = once(async () => (await import('./attachment-kit.js')).createKit({
    ...parts, h, icon, once, translate,
    onProgress(id, share) {
      progress.set(id, share);
      onChange();
    },
  }));
  const kit = () => (asked = load());

  return {
    show(first, language) {
      const { attachment } = first;
      const element = h('div', { class: `bubble media ${attachment?.type}` });
      if (attachment) [element.style.width, element.style.height] = sizeOf(attachment).map((pixels) => `${pixels}px`);
      let line = first;
      /** @type {((line: Line) => void) | undefined} */
      let fill;
      insisting(async () => (fill = isGone ? undefined : (await kit()).fill(element, () => line, language)), parts.clock)();
      return {
        element,
        render(next) {
          line = next;
          fill?.(line);
        },
      };
    },
    upload: (entry) => kit().then(({ upload }) => upload(entry)).finally(() => progress.delete(entry.client_id)),
    forget: guarded(async (id) => (await kit()).forget(id)),
    progress: (id) => progress.get(id),
    tray: async (language, changed) => (await kit()).tray(language, changed),
    record: async (language, box) => (await kit()).record(language, box),
    destroy() {
      isGone = true;
      asked?.then(({ stop }) => stop(), () => {}); // what never came has nothing under way
    },
  };
};
