// Loaded with the first attachment that is seen or sent, with all that shows one. What sends comes when it is needed.
import { createBubbles } from './attachment-bubbles.js';
import { words as en } from './attachment-words-en.js';
import { words as zh } from './attachment-words-zh.js';
import { sizeText, timeText } from './measures.js';
import { readPicture } from './pictures.js';
import { createViewer } from './viewer.js';

const FILE = 'M6 3.5h7.5l5 5.5v11.5h-12.5zM13 3.5v6h5.5';

/** Few enough that both languages together weigh less than two files. */
const words = { 'zh-CN': zh, en };

/** @type {(parts: KitParts) => AttachmentKit} */
export const createKit = ({ h, icon, once, translate, shadow, server, site, identity, clock, newId, model, onProgress }) => {
  /** @type {Set<string>} */
  const styled = new Set();

  /** @param {string} css */
  function adopt(css) {
    if (styled.has(css)) return;
    styled.add(css);
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    shadow.adoptedStyleSheets = [...shadow.adoptedStyleSheets, sheet];
  }

  const sending = once(() => import('./sending.js'));
  const uploading = once(async () => (await sending()).createUploading({ server, site, identity, clock, onProgress }));
  /** @param {Language} language */
  const tools = (language) => (
    { h, icon: (/** @type {string} */ name) => icon(name === 'file' ? FILE : name), adopt, readPicture, sizeText, timeText, t: translate(words[language]) });
  /** @param {Language} language */
  const bubbles = (language) => createBubbles({
    ...tools(language),
    address: (url) => server + url,
    bytes,
    drop: (id) => model().outbox.drop(id),
    view: (line, opener) => createViewer({ ...tools(language), root: shadow, language }).open({
      source: line.attachment?.url && server + line.attachment.url, name: line.text, bytes: () => bytes(line),
    }, opener),
  });

  /** @param {Line} line */
  async function bytes({ key, attachment }) {
    if (!attachment?.url) return (await uploading()).find(key);
    const token = identity.current()?.token;
    const answer = await fetch(server + attachment.url, { credentials: 'omit', headers: token ? { Authorization: `Bearer ${token}` } : {} });
    return answer.ok ? answer.blob() : undefined;
  }

  /** @param {Blob} blob @param {number} durationMs */
  async function say(blob, durationMs) {
    const id = newId();
    const [content_type] = blob.type.split(';');
    await (await uploading()).keep(id, blob);
    model().outbox.attach(id, 'voice', {
      filename: `voice.${content_type.slice(6).replace('mp4', 'm4a')}`, content_type, size: blob.size, duration_ms: durationMs,
    });
  }

  return {
    fill: (element, line, language) => bubbles(language).fill(element, line),
    upload: async (entry) => (await uploading()).upload(entry),
    forget: async (id) => (await uploading()).forget(id),
    async tray(language, onChange) {
      const [{ createTray }, { keep, forget }] = await Promise.all([sending(), uploading()]);
      return createTray({ ...tools(language), newId, maxBytes: model().maxUploadBytes(), keep, forget, attach: model().outbox.attach, onChange });
    },
    async record(language, box) {
      await (await sending()).record(box, { ...tools(language), clock, onDone: say });
    },
    stop: async () => (await uploading()).stop(),
  };
};
