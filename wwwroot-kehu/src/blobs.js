/** What was kept for a message that nobody sent is let go after so long. */
const FORGOTTEN_MS = 2 * 24 * 3600 * 1000;

/**
 * Files that outlive the page, until their message is stored. Where there is no database, as in some private windows,
 * memory takes its place: then a reload loses what was not uploaded, and the outbox says so.
 * @type {(name: string, clock: Pick<Clock, 'now'>, databases: () => IDBFactory) => Blobs}
 */
export const openBlobs = (name, clock, databases) => {
  /** @type {Map<string, Blob>} */
  const memory = new Map();

  /** @type {Promise<IDBDatabase> | undefined} */
  let opened;

  /** @returns {Promise<IDBDatabase>} */
  const open = () => new Promise((done, fail) => {
    const request = databases().open(name, 1);
    request.onupgradeneeded = () => request.result.createObjectStore('files');
    request.onsuccess = () => {
      // The customer signed out, here or in another tab, and all is to be forgotten: whoever holds it open would prevent that.
      request.result.onversionchange = () => {
        request.result.close();
        opened = undefined;
      };
      done(request.result);
    };
    request.onerror = request.onblocked = () => fail(request.error);
  });

  /** @param {IDBTransactionMode} mode @param {(files: IDBObjectStore) => IDBRequest} act @returns {Promise<any>} */
  async function run(mode, act) {
    const transaction = (await (opened ??= open())).transaction('files', mode);
    return new Promise((done, fail) => {
      const request = act(transaction.objectStore('files'));
      transaction.oncomplete = () => done(request.result);
      transaction.onerror = transaction.onabort = () => fail(transaction.error);
    });
  }

  /** @param {IDBObjectStore} files */
  function sweep(files) {
    const request = files.openCursor();
    request.addEventListener('success', () => {
      const cursor = request.result;
      if (!cursor) return;
      if (clock.now() - cursor.value.at > FORGOTTEN_MS) cursor.delete();
      cursor.continue();
    });
    return request;
  }

  run('readwrite', sweep).catch(() => {});

  return {
    async put(id, blob) {
      memory.set(id, blob);
      try {
        await run('readwrite', (files) => files.put({ blob, at: clock.now() }, id));
        memory.delete(id);
      } catch {
        // It stays in memory.
      }
    },
    async get(id) {
      return memory.get(id) ?? (await run('readonly', (files) => files.get(id)).catch(() => undefined))?.blob;
    },
    async remove(id) {
      memory.delete(id);
      await run('readwrite', (files) => files.delete(id)).catch(() => {});
    },
  };
};
