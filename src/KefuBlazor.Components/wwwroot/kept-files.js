// What lies in a composer's tray outlives the page: a reload, another language, another conversation looked at meanwhile.

import { openBlobs } from './blobs.js';

let blobs;

// Of one agent's reply in one conversation: what is known of the files in localStorage, their bytes in the browser's database.
export function keptFiles(agent, conversation) {
  const key = `kefu.tray.${agent}.${conversation}`;
  const gone = new Set();
  blobs ??= openBlobs('kefu-desk', Date, () => indexedDB);

  function list() {
    try {
      return JSON.parse(localStorage.getItem(key)) ?? [];
    } catch {
      return [];
    }
  }

  function save(entries) {
    try {
      if (entries.length) localStorage.setItem(key, JSON.stringify(entries));
      else localStorage.removeItem(key);
    } catch {
      // Full or forbidden: the files are in the tray all the same, as long as the page is.
    }
  }

  return {
    // The list comes last: what it names is there.
    async put(id, file, kind) {
      await blobs.put(id, file);
      // It may have been sent or removed meanwhile.
      if (gone.has(id)) blobs.remove(id);
      else save([...list(), { id, name: file.name, type: file.type, kind }]);
    },
    remove(id) {
      gone.add(id);
      save(list().filter(entry => entry.id !== id));
      blobs.remove(id);
    },
    async all() {
      const files = await Promise.all(list().map(async ({ id, name, type, kind }) => {
        const blob = await blobs.get(id);
        return blob && { id, kind, file: new File([blob], name, { type }) };
      }));
      save(list().filter(({ id }) => files.some(kept => kept?.id === id)));
      return files.filter(Boolean);
    },
  };
}
