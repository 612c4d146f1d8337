// The files that an agent is about to send: made ready and uploaded while the text is still being written.

import { newId } from './outbox.js';
import { readPicture } from './pictures.js';
import { prepare } from './prepare.js';

const refusals = { 413: 'tooLarge', 415: 'unsupported', 429: 'tooMany', 507: 'full' };
const stallAfter = 30_000;
const thumb = 88;

// words: those of the page; maxBytes: the most that a file may have; kept: where files outlive the page; onChange: something has come, gone
// or got further; onVoice: a voice message is on the server, and goes without being sent.
export function createTray(place, { words, maxBytes, kept, onChange, onVoice }) {
  let items = [];
  let released = false;

  function changed() {
    place.hidden = items.length === 0;
    onChange();
  }

  // kind: where it is known already what kind of message the file makes.
  function stage({ id, file, kind }) {
    const element = node('div', 'staged');
    const face = node('span', 'face', extension(file.name));
    const text = node('span', 'words');
    const name = node('bdi', 'name', file.name);
    const note = node('span', 'note', words.preparing);
    const bar = node('span', 'bar');
    const again = button('again', words.retry, () => upload());
    const remove = button('remove', `${words.remove} ${file.name}`, () => discard(item));
    remove.title = words.remove;
    note.setAttribute('role', 'status');
    again.textContent = words.retry;
    again.hidden = true;
    text.append(name, note);
    element.append(face, text, again, remove, bar);
    place.append(element);
    const item = { id, element, state: 'working', request: null };

    function enter(state, told) {
      item.state = state;
      note.textContent = told;
      element.className = `staged ${state}`;
      // It would be refused again.
      if (state === 'refused') kept.remove(id);
      again.hidden = state !== 'failed';
      changed();
    }

    async function ready() {
      // A folder that was dropped looks like a file, and cannot be read.
      const readable = await file.slice(0, 1).arrayBuffer().then(bytes => bytes.byteLength > 0, () => false);
      if (!readable) return enter('refused', words.empty);
      const prepared = { ...await prepare(file, readPicture), ...(kind && { type: kind }) };
      item.prepared = prepared;
      name.textContent = prepared.filename;
      if (prepared.canvas) face.replaceChildren(small(prepared.canvas));
      if (prepared.blob.size > maxBytes) return enter('refused', words.tooLarge);
      if (items.includes(item)) upload();
    }

    function upload() {
      const { blob, filename } = item.prepared;
      const form = new FormData();
      form.append('file', blob, filename);
      const request = new XMLHttpRequest();
      let timer = 0;
      const moved = () => {
        clearTimeout(timer);
        timer = setTimeout(() => request.abort(), stallAfter);
      };
      item.request = request;
      request.open('POST', 'api/messages/upload');
      request.responseType = 'json';
      request.upload.onprogress = ({ loaded, total }) => {
        moved();
        bar.style.setProperty('--share', loaded / total);
        note.textContent = `${Math.round(100 * loaded / total)}%`;
      };
      request.onloadend = () => {
        clearTimeout(timer);
        if (!items.includes(item)) return;
        const { status, response } = request;
        if (status === 201) {
          item.url = response.url;
          if (kind === 'voice') give([item]).forEach(onVoice);
          else enter('done', sizeText(blob.size));
        } else if (refusals[status] && status !== 429) {
          enter('refused', words[refusals[status]]);
        } else {
          enter('failed', words[refusals[status]] ?? words.failed);
        }
      };
      bar.style.setProperty('--share', 0);
      enter('working', words.uploading);
      moved();
      request.send(form);
    }

    item.retry = () => { if (item.state === 'failed') upload(); };
    ready();
    return item;
  }

  function drop(item) {
    items = items.filter(other => other !== item);
    item.request?.abort();
    item.element.remove();
    changed();
  }

  function discard(item) {
    kept.remove(item.id);
    drop(item);
  }

  // As messages are made of them. They are the outbox's from now on.
  function give(given) {
    for (const item of given) discard(item);
    return given.map(({ url, prepared: { type, filename } }) => ({ kind: type, url, name: filename }));
  }

  function put(files) {
    for (const file of files) items.push(stage(file));
    changed();
  }

  // What was not sent when the page went. It is uploaded anew: what was uploaded then may be gone.
  kept.all().then(files => { if (!released && files.length) put(files); });

  return {
    add(files, kind) {
      const staged = [...files].map(file => ({ id: newId(), file, kind }));
      for (const { id, file } of staged) kept.put(id, file, kind);
      put(staged);
    },
    count: () => items.filter(({ state }) => state !== 'refused').length,
    // Whether all that is to be sent is on the server.
    isReady: () => items.every(({ state }) => state === 'done' || state === 'refused'),
    hasFailed: () => items.some(({ state }) => state === 'failed'),
    // The network is back.
    retry() {
      for (const { retry } of items) retry();
    },
    // Gives away what is ready, in its order, and begins anew.
    take() {
      const given = give(items.filter(({ state }) => state === 'done'));
      for (const item of [...items]) discard(item);
      return given;
    },
    // The page goes, or another conversation is looked at.
    release() {
      released = true;
      for (const item of [...items]) drop(item);
    },
  };
}

export function sizeText(bytes) {
  return bytes < 1_024_000 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1_048_576).toFixed(1).replace('.0', '')} MB`;
}

// What stands for a file that is no picture.
function extension(name) {
  return /\.([^.]{1,4})$/.exec(name)?.[1].toUpperCase() ?? '';
}

// The middle of the picture, as a square.
function small(picture) {
  const side = Math.min(picture.width, picture.height);
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = thumb;
  canvas.getContext('2d').drawImage(picture, (picture.width - side) / 2, (picture.height - side) / 2, side, side, 0, 0, thumb, thumb);
  return canvas;
}

function node(tag, className, text) {
  const made = document.createElement(tag);
  made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

function button(className, label, onClick) {
  const made = node('button', className);
  made.type = 'button';
  made.ariaLabel = label;
  made.addEventListener('click', onClick);
  return made;
}
